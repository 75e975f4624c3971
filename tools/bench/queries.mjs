import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../dist/apps/api/database/embedded/embedded-postgres.js';
import { inRoot } from '../project.mjs';
import { percentile, round, verdict } from './figures.mjs';
import { casesOf } from './queries/cases.mjs';
import { accessesOf, planOf, readWhole, rowsRead } from './queries/plans.mjs';
import { Recorder } from './queries/recorder.mjs';
import { takeSample } from './queries/sample.mjs';

/**
 * `npm run bench:queries [-- --database URL | --data-folder PATH] [--times N]`: asks every query of the chat on a database of
 * `npm run seed:large`, and tells how long each takes and by which plan, as a table of Markdown and one line of JSON.
 */
const { values } = parseArgs({
  options: {
    database: { type: 'string' },
    'data-folder': { type: 'string', default: inRoot('data/large') },
    times: { type: 'string', default: '200' },
  },
});
const times = Number(values.times);
/** A page is there before anybody notices, also when it is the hundredth in a row. */
const p99GoalMs = 50;
const searchGoalMs = 200;
const rareP99GoalMs = 200;

const postgres =
  values.database === undefined
    ? await startEmbeddedPostgres({
        dataFolder: values['data-folder'],
        userName: process.env.POSTGRES_USER ?? 'nobody',
      })
    : null;
const client = new pg.Client({ connectionString: postgres?.url ?? values.database });
await client.connect();
try {
  await client.query('set jit = off'); // as the server's own database has it
  const sample = await takeSample(client);
  const recorder = new Recorder(client);
  const results = [];
  for (const query of casesOf(recorder, sample)) results.push(await measure(recorder, query));
  report(results, await openingRatio(recorder, sample));
} finally {
  await client.end();
  await postgres?.stop();
}

/** What it writes is taken back. */
async function measure(recorder, { name, run, writes = false, rare = false }) {
  const asked = rare ? Math.ceil(times / 10) : times;
  const durations = [];
  for (let at = -3; at < asked; at += 1) {
    if (writes) await client.query('begin');
    recorder.clear();
    const startedAt = performance.now();
    await run(Math.max(0, at));
    if (at >= 0) durations.push(performance.now() - startedAt); // three to get warm
    if (writes) await client.query('rollback');
  }
  const plans = await explain(recorder, run, writes);
  return {
    name,
    rare,
    p50: round(percentile(durations, 0.5), 2),
    p99: round(percentile(durations, 0.99), 2),
    indexes: accessesOf(plans),
    readWhole: [...new Set(readWhole(plans))],
    messagesRead: rowsRead(plans, 'messages'),
  };
}

/** Every statement is run once more by itself: one that follows another's changes needs them. */
async function explain(recorder, run, writes) {
  const nodes = [];
  await client.query('begin');
  recorder.clear();
  await run(0);
  if (writes) await client.query('rollback and chain');
  for (const statement of [...recorder.statements]) {
    nodes.push(...(await planOf(client, statement)));
  }
  await client.query('rollback');
  return nodes;
}

/** In turns, so that whatever else the machine does is the same for both. */
async function openingRatio(recorder, sample) {
  const [long, short] = casesOf(recorder, sample);
  const durations = { long: [], short: [] };
  for (let at = 0; at < times * 2; at += 1) {
    for (const [name, { run }] of Object.entries({ long, short })) {
      const startedAt = performance.now();
      await run(at);
      if (at > 10) durations[name].push(performance.now() - startedAt);
    }
  }
  return {
    ratio: round(percentile(durations.long, 0.5) / percentile(durations.short, 0.5), 2),
    longMs: round(percentile(durations.long, 0.5), 2),
    shortMs: round(percentile(durations.short, 0.5), 2),
    longMessages: sample.long.lastSeq,
    shortMessages: sample.short.lastSeq,
  };
}

function report(results, { ratio, ...opening }) {
  console.log('| query | p50 ms | p99 ms | read by |\n|---|---|---|---|');
  for (const { name, p50, p99, indexes } of results) {
    console.log(
      `| ${name.replaceAll('|', '\\|')} | ${p50} | ${p99} | ${indexes.map((index) => `\`${index}\``).join(', ')} |`,
    );
  }
  const goalOf = ({ name, rare }) =>
    name.startsWith('search') ? searchGoalMs : rare ? rareP99GoalMs : p99GoalMs;
  const figures = Object.fromEntries(
    results.map((result) => {
      const { name, p99, ...more } = result;
      return [name, verdict('max', p99, goalOf(result), more)];
    }),
  );
  const messagesReadWhole = results.filter(({ readWhole }) => readWhole.includes('messages')).length;
  figures.opening = verdict('max', ratio, 1.5, opening);
  figures.messagesReadWhole = verdict('max', messagesReadWhole, 0);
  console.log(JSON.stringify({ what: 'queries', times, figures }));
}

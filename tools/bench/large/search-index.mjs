import pg from 'pg';
import { indexMessages } from '../../../dist/apps/api/search/search-index.sql.js';

const batchItems = 20_000;

/**
 * Makes the search index of all messages by the statement of the server's own indexer, over several connections; its indexes are
 * made once it is whole.
 */
export async function indexAll(databaseUrl, connections, say) {
  const clients = await Promise.all(Array.from({ length: connections }, () => connected(databaseUrl)));
  const [first] = clients;
  const indexes = await dropIndexes(first);
  try {
    let after = '00000000-0000-0000-0000-000000000000';
    let count = 0;
    const nextBatch = async (client) => {
      const from = after;
      const { rows } = await client.query(
        `select array_agg(id) as ids, max(id::text) as last from (
           select id from messages where id > $1 order by id limit $2) as batch`,
        [from, batchItems],
      );
      return rows[0];
    };
    // One reads where the next batch is while the others index theirs.
    let turn = Promise.resolve();
    const work = async (client) => {
      for (;;) {
        const batch = await (turn = turn.then(async () => {
          const next = await nextBatch(client);
          if (next.ids !== null) after = next.last;
          return next;
        }));
        if (batch.ids === null) return;
        await client.query(indexMessages, [batch.ids]);
        count += batch.ids.length;
      }
    };
    await Promise.all(clients.map(work));
    say(`${count} messages indexed`);
    await Promise.all(indexes.map((sql, at) => clients[at % clients.length].query(sql)));
    say('indexes of the search made');
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

async function connected(databaseUrl) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`set synchronous_commit = off`);
  await client.query(`set maintenance_work_mem = '256MB'`);
  return client;
}

/** @returns the statements that make them again. */
async function dropIndexes(client) {
  const { rows } = await client.query(
    `select indexname, indexdef from pg_indexes where indexname in ('search_entries_words', 'search_words_parts')`,
  );
  for (const { indexname } of rows) await client.query(`drop index ${indexname}`);
  return rows.map(({ indexdef }) => indexdef);
}

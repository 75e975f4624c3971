import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import * as contracts from './index.js';

const page = readFileSync(new URL('../../../docs/protocol.md', import.meta.url), 'utf8');

/** The parts of the page below each heading ``#### `name` ``, by name, within one chapter. */
function entriesOf(chapter: string): Map<string, string> {
  const start = page.indexOf(`\n### ${chapter}\n`);
  const text = page.slice(start + 1).split(/\n##{1,2} (?!#)/)[0] ?? '';
  const [, ...parts] = text.split(/\n#### /);
  return new Map(parts.map((part) => [/^`(.+?)`/.exec(part)?.[1] ?? part, part]));
}

/** The JSON example with this label, as a fenced block opens with it: ```json payload */
function example(text: string, label: string): unknown {
  const block = new RegExp('```json ' + label + '\\n([\\s\\S]*?)```').exec(text)?.[1];
  if (block === undefined) throw new Error(`no example labelled ${label}`);
  return JSON.parse(block);
}

/** Strict: an example that shows a field which the schema does not know is wrong too. */
function expectValid(schema: z.ZodType, value: unknown) {
  expect(schema.parse(value)).toEqual(value);
}

describe('docs/protocol.md', () => {
  const commands = entriesOf('Commands');
  const events = entriesOf('Events');

  it('tells every command and no other', () => {
    expect([...commands.keys()].sort()).toEqual(Object.keys(contracts.clientCommands).sort());
  });

  it('tells every event and no other', () => {
    expect([...events.keys()].sort()).toEqual(Object.keys(contracts.serverEvents).sort());
  });

  it.each(Object.entries(contracts.clientCommands))(
    'shows a valid %s and its acknowledgement',
    (name, command) => {
      expectValid(command.payload, example(commands.get(name) ?? '', 'payload'));
      expectValid(command.data, example(commands.get(name) ?? '', 'data'));
    },
  );

  it.each(Object.entries(contracts.serverEvents))('shows a valid %s', (name, schema) => {
    expectValid(schema, example(events.get(name) ?? '', 'event'));
  });

  it.each(['problemDetails', 'errorInfo', 'room', 'socketHandshake', 'peerMessage'] as const)(
    'shows a valid %s',
    (name) => {
      expectValid(contracts[name], example(page, name));
    },
  );

  it('lists every route with its way of authentication', () => {
    const listed = [...page.matchAll(/^\| `((?:GET|POST|PUT|PATCH|DELETE) \/\S+)` \| (\w+) \|/gm)].map(
      (row) => [row[1], row[2]],
    );
    const routes = Object.values(contracts.routes).map((route) => [
      `${route.method} ${route.path}`,
      route.auth,
    ]);
    expect(listed).toEqual(routes);
  });

  it('lists every error code with its status', () => {
    const listed = [...page.matchAll(/^\| `([a-z_]+)` \| (\d{3}) \|/gm)].map((row) => [
      row[1],
      Number(row[2]),
    ]);
    const catalog = Object.entries(contracts.errorCatalog).map(([code, { status }]) => [code, status]);
    expect(listed).toEqual(catalog);
  });
});

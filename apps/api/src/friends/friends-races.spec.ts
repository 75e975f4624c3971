import type { EventPayload, ServerEvent } from '@parlour/contracts';
import { newSecrets } from '../config/secrets.js';
import { outcomeOf, type PeopleAction, peopleClient } from '../../test/people.js';
import type { TestSocket } from '../../test/socket-client.js';
import { plenty, startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';
import { cloneDatabase } from '../../test/test-database.js';

const actions: readonly PeopleAction[] = [
  'request',
  'withdraw',
  'accept',
  'decline',
  'remove',
  'block',
  'unblock',
];

describe('calls of every kind that meet on one pair', () => {
  let clone: Awaited<ReturnType<typeof cloneDatabase>>;
  let nodes: readonly [TestApp, TestApp];
  let anna: TestUser;
  let ben: TestUser;

  /** Two servers over one database: one waits by its queue, two by the database's lock. */
  beforeAll(async () => {
    clone = await cloneDatabase();
    const config = {
      databaseUrl: clone.url,
      secrets: newSecrets(),
      friendRequestRate: plenty,
      commandRate: plenty,
    };
    nodes = [await startTestApp(config), await startTestApp(config)];
  });
  afterAll(async () => {
    await Promise.all(nodes.map((node) => node.close()));
    await clone.drop();
  });
  beforeEach(async () => {
    [anna, ben] = await Promise.all([nodes[0].signUp(), nodes[0].signUp()]);
  });

  /** @returns how many there were of each outcome. */
  async function storm(apps: readonly TestApp[], seed: number): Promise<string[]> {
    const calls = Array.from({ length: 50 }, (_, index) => {
      const people = peopleClient(apps[index % apps.length] ?? nodes[0]);
      const action = actions[(index * 3 + seed) % actions.length] ?? 'request';
      return (index + seed) % 3 === 0 ? people[action](ben, anna) : people[action](anna, ben);
    });
    return (await Promise.all(calls)).map(outcomeOf);
  }

  async function viewsAgree(): Promise<string> {
    const people = peopleClient(nodes[0]);
    const [annas, bens] = [await people.list(anna), await people.list(ben)];
    for (const list of [annas, bens]) expect(list.length).toBeLessThanOrEqual(1);
    const views = `${annas[0]?.relation ?? 'none'} ${bens[0]?.relation ?? 'none'}`;
    expect([
      'none none',
      'outgoing incoming',
      'incoming outgoing',
      'friends friends',
      'blocked none',
      'none blocked',
      'blocked outgoing',
      'outgoing blocked',
      'blocked blocked',
    ]).toContain(views);
    const ids = [anna.user.id, ben.user.id];
    const [count] = await nodes[0].database.query<{ relations: number; chats: number }[]>(
      `select (select count(*)::int from relations where low_id = any($1) and high_id = any($1)) as relations,
              (select count(*)::int from chats where low_id = any($1) and high_id = any($1)) as chats`,
      [ids],
    );
    expect(count?.relations).toBe(views === 'none none' ? 0 : 1);
    expect(count?.chats).toBe(1);
    return views;
  }

  /** Whatever they are. */
  async function befriend(): Promise<void> {
    const people = peopleClient(nodes[0]);
    for (const [by, of] of [[anna, ben] as const, [ben, anna] as const]) await people.unblock(by, of);
    await people.remove(anna, ben);
    await people.request(anna, ben);
    await people.request(ben, anna);
  }

  it('on two servers: they are never more than one relation and one chat, and both see the same', async () => {
    await befriend();
    for (let seed = 0; seed < 5; seed++) {
      const outcomes = await storm(nodes, seed);
      expect(outcomes.filter((outcome) => ['internal', 'unavailable'].includes(outcome))).toEqual([]);
      await viewsAgree();
    }
  });

  it('fifty who befriend each other at once have one friendship and one chat', async () => {
    const calls = Array.from({ length: 50 }, (_, index) => {
      const people = peopleClient(nodes[index % 2 === 0 ? 0 : 1]);
      return index % 4 < 2 ? people.request(anna, ben) : people.request(ben, anna);
    });
    const outcomes = (await Promise.all(calls)).map(outcomeOf);
    expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(2);
    expect(await viewsAgree()).toBe('friends friends');
  });

  it('on one server: what every device was told last is what is so', async () => {
    const [node] = nodes;
    const [annas, bens] = [await node.socket(anna.token), await node.socket(ben.token)];
    const seen = new Set<string>();
    for (let seed = 0; seed < 8; seed++) {
      await befriend();
      await storm([node], seed);
      const views = await viewsAgree();
      expect(`${await lastTold(annas)} ${await lastTold(bens)}`).toBe(views);
      await takeAll(bens, 'presence:changed');
      await annas.command('presence:activity', { active: seed % 2 === 1 });
      const heard = await takeAll(bens, 'presence:changed');
      expect([views, heard.length]).toEqual([views, views === 'friends friends' ? 1 : 0]);
      seen.add(views);
    }
    expect(seen.size).toBeGreaterThan(2);
  });

  async function lastTold(socket: TestSocket): Promise<string | undefined> {
    return (await takeAll(socket, 'person:changed')).at(-1)?.person.relation;
  }

  async function takeAll<E extends ServerEvent>(socket: TestSocket, event: E): Promise<EventPayload<E>[]> {
    await socket.command('lobby:unwatch', {}); // what was sent before has arrived by now
    const taken: EventPayload<E>[] = [];
    while (socket.pending(event).length > 0) taken.push(await socket.next(event));
    return taken;
  }
});

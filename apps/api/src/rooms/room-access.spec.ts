import { type ErrorCode, type Route, routes, routeUrl } from '@parlour/contracts';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';

type Place = 'a public room' | 'a private room' | 'no room';
type Person = 'a stranger' | 'a member' | 'the owner';

const commands = {
  getRoom: routes.getRoom,
  joinRoom: routes.joinRoom,
  leaveRoom: routes.leaveRoom,
  listMembers: routes.listMembers,
  addMember: routes.addMember,
  removeMember: routes.removeMember,
} satisfies Partial<Record<keyof typeof routes, Route>>;

/** Who may do what. What is not listed is answered with `room_not_found`. */
const allowed: Record<keyof typeof commands, Partial<Record<`${Person} of ${Place}`, ErrorCode | 'ok'>>> = {
  getRoom: {
    'a stranger of a public room': 'ok',
    'a member of a public room': 'ok',
    'the owner of a public room': 'ok',
    'a member of a private room': 'ok',
    'the owner of a private room': 'ok',
  },
  joinRoom: {
    'a stranger of a public room': 'ok',
    'a member of a public room': 'ok',
    'the owner of a public room': 'ok',
    'a member of a private room': 'ok',
    'the owner of a private room': 'ok',
  },
  leaveRoom: {
    'a stranger of a public room': 'not_a_member',
    'a member of a public room': 'ok',
    'the owner of a public room': 'ok',
    'a member of a private room': 'ok',
    'the owner of a private room': 'ok',
  },
  listMembers: {
    'a stranger of a public room': 'not_a_member',
    'a member of a public room': 'ok',
    'the owner of a public room': 'ok',
    'a member of a private room': 'ok',
    'the owner of a private room': 'ok',
  },
  addMember: {
    'a stranger of a public room': 'not_the_owner',
    'a member of a public room': 'not_the_owner',
    'the owner of a public room': 'ok',
    'a member of a private room': 'not_the_owner',
    'the owner of a private room': 'ok',
  },
  removeMember: {
    'a stranger of a public room': 'not_the_owner',
    'a member of a public room': 'not_the_owner',
    'the owner of a public room': 'ok',
    'a member of a private room': 'not_the_owner',
    'the owner of a private room': 'ok',
  },
};

const cases = (['a public room', 'a private room', 'no room'] as const).flatMap((place) =>
  (['a stranger', 'a member', 'the owner'] as const).flatMap((person) =>
    place === 'no room' && person !== 'a stranger'
      ? []
      : (Object.keys(commands) as (keyof typeof commands)[]).map((command) => ({
          command,
          person,
          place,
          expected: allowed[command][`${person} of ${place}`] ?? 'room_not_found',
        })),
  ),
);

describe('who may do what with a room', () => {
  let app: TestApp;
  const people = {} as Record<Person | 'somebody else', TestUser>;

  beforeAll(async () => {
    app = await startTestApp({ roomRate: { perSecond: 100, burst: 1_000 } });
    for (const person of ['a stranger', 'a member', 'the owner', 'somebody else'] as const) {
      people[person] = await app.signUp();
    }
  });
  afterAll(() => app.close());

  const openRoom = async (visibility: 'public' | 'private') => {
    const owner = people['the owner'];
    const { body } = await app.http(routes.createRoom, { body: { title: 'Here', visibility } }, owner);
    for (const member of [people['a member'], people['somebody else']]) {
      await app.http(
        routes.addMember,
        { params: { slug: body.slug, username: member.user.username } },
        owner,
      );
    }
    return body.slug;
  };

  const slugAt = (place: Place) => {
    if (place === 'no room') return Promise.resolve('there-is-no-such-room');
    return openRoom(place === 'a public room' ? 'public' : 'private');
  };

  const ask = async (route: Route, slug: string, { token }: TestUser) => {
    const { username } = people['somebody else'].user;
    const response = await fetch(app.url + routeUrl(route, { slug, username }), {
      method: route.method,
      headers: { authorization: `Bearer ${token}` },
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as { code?: ErrorCode } };
  };

  it.each(cases)('$command by $person of $place: $expected', async ({ command, person, place, expected }) => {
    const answer = await ask(commands[command], await slugAt(place), people[person]);
    if (expected === 'ok') expect(answer.status).toBeLessThan(300);
    else expect(answer.body.code).toBe(expected);
  });

  it.each(Object.entries(commands))(
    'to a stranger, %s of a private room answers to the letter what it answers of no room',
    async (_, route) => {
      const [hidden, missing] = [
        await ask(route, await slugAt('a private room'), people['a stranger']),
        await ask(route, await slugAt('no room'), people['a stranger']),
      ];
      const plain = ({ status, body }: typeof hidden) => ({ status, body: { ...body, requestId: '' } });
      expect(plain(hidden)).toEqual(plain(missing));
      expect(hidden.status).toBe(404);
    },
  );

  it.each(['UPPER', 'a--b', 'ä', '%00', 'x'.repeat(61), 'x'.repeat(3_000)])(
    'the slug %j names no room',
    async (slug) => {
      const response = await fetch(`${app.url}/api/rooms/${slug}`, {
        headers: { authorization: `Bearer ${people['a member'].token}` },
      });
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({
        code: slug.length > 100 ? 'not_found' : 'room_not_found',
      });
    },
  );
});

import { TestBed } from '@angular/core/testing';
import { routes } from '@parlour/contracts';
import { Session } from '../session/session';
import { ApiClient } from './api-client';

const roomPage = { rooms: [], hasMore: false };

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

const problem = (status: number, code: string, more: object = {}): Answer => ({
  status,
  body: { type: 'about:blank', title: 'x', status, detail: 'x', code, ...more },
});

/** A client whose server gives these answers, in order; `null` stands for a server out of reach. */
function setUp(...answers: (Answer | null)[]) {
  const sent: { url: string; init: RequestInit }[] = [];
  globalThis.fetch = (async (url: string, init: RequestInit) => {
    sent.push({ url, init });
    const answer = answers.shift();
    if (!answer) throw new TypeError('Failed to fetch');
    return {
      ok: answer.status < 400,
      status: answer.status,
      json: async () => {
        if (answer.body === undefined) throw new SyntaxError('no JSON');
        return answer.body;
      },
    };
  }) as unknown as typeof fetch;
  const ended: string[] = [];
  const session = {
    accessToken: async () => 'first',
    accessTokenAfter: async (spent: string) => `after-${spent}`,
    end: (code: string) => ended.push(code),
  };
  TestBed.configureTestingModule({ providers: [{ provide: Session, useValue: session }] });
  return { api: TestBed.inject(ApiClient), sent, ended };
}

const authorization = (init: RequestInit | undefined) =>
  new Map(Object.entries(init?.headers ?? {})).get('authorization');

describe('a call to the API', () => {
  const { fetch } = globalThis;
  afterEach(() => {
    globalThis.fetch = fetch;
  });

  test('fills in params, query and body, and bears the token', async () => {
    const { api, sent } = setUp({ status: 200, body: roomPage }, { status: 204 });
    expect(await api.call(routes.listRooms, { query: { scope: 'mine', limit: 10 } })).toEqual(roomPage);
    expect(await api.call(routes.leaveRoom, { params: { slug: 'sunday-lunch' } })).toBeUndefined();
    expect(sent.map(({ url, init }) => `${init.method} ${url}`)).toEqual([
      'GET /api/rooms?scope=mine&limit=10',
      'POST /api/rooms/sunday-lunch/leave',
    ]);
    expect(authorization(sent[0]?.init)).toBe('Bearer first');
  });

  test('needs no token where the route needs none', async () => {
    const { api, sent } = setUp({ status: 200, body: { status: 'ok' } });
    await api.call(routes.live);
    expect(authorization(sent[0]?.init)).toBeUndefined();
  });

  test('is tried once more with a new token when the old one has just expired', async () => {
    const { api, sent } = setUp(problem(401, 'token_expired'), { status: 200, body: roomPage });
    await api.call(routes.listRooms, { query: { scope: 'public' } });
    expect(sent.map(({ init }) => authorization(init))).toEqual(['Bearer first', 'Bearer after-first']);
  });

  test('is not tried a third time', async () => {
    const { api, sent } = setUp(problem(401, 'token_expired'), problem(401, 'token_expired'));
    await expect(api.call(routes.me)).rejects.toMatchObject({ code: 'token_expired' });
    expect(sent).toHaveLength(2);
  });

  test('ends the session here when the server has ended it', async () => {
    const { api, ended } = setUp(problem(401, 'unauthenticated'));
    await expect(api.call(routes.me)).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(ended).toEqual(['unauthenticated']);
  });

  test('fails with the code of the server and its details', async () => {
    const { api } = setUp(problem(429, 'rate_limited', { retryAfterSeconds: 7 }));
    await expect(api.call(routes.me)).rejects.toMatchObject({
      name: 'ApiFailure',
      code: 'rate_limited',
      info: { retryAfterSeconds: 7 },
    });
  });

  test.each([
    ['a server out of reach', null, 'offline'],
    ['a gateway that answers for a server which is down', { status: 502 }, 'unavailable'],
    ['a page of a proxy in place of an error', { status: 418, body: '<html>' }, 'internal'],
    ['a code that this version does not know', problem(400, 'brand_new'), 'internal'],
    [
      'an answer that does not have the form of the contract',
      { status: 200, body: { rooms: 'many' } },
      'internal',
    ],
  ])('calls %s by its name', async (_, answer, code) => {
    const { api } = setUp(answer);
    await expect(api.call(routes.listRooms, { query: { scope: 'mine' } })).rejects.toMatchObject({ code });
  });
});

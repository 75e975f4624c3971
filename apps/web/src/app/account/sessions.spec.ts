import { type AccountSession, routes } from '@parlour/contracts';
import { ApiClient } from '../core/api/api-client';
import { ApiFailure } from '../core/api/api-failure';
import { Outbox } from '../chat/outbox';
import { Confirm } from '../core/confirm/confirm-dialog';
import { Notices } from '../core/notices/notices';
import { Session } from '../core/session/session';
import { render } from '../core/testing/rendered';
import { AccountSessions } from './account-sessions';
import { SessionList } from './session-list';

const hourMs = 3_600_000;

const sessionOf = (number: number, different: Partial<AccountSession>): AccountSession => ({
  id: `019a6f3e-0000-7000-8000-${String(number).padStart(12, '0')}`,
  browser: 'Firefox',
  system: 'Linux',
  createdAt: '2026-11-01T10:00:00.000Z',
  lastUsedAt: new Date(Date.now() - 3 * hourMs - 1_000).toISOString(),
  current: false,
  ...different,
});

const here = sessionOf(1, { current: true });
const phone = sessionOf(2, { browser: 'Safari', system: 'iOS' });
const unknown = sessionOf(3, { browser: null, system: null, lastUsedAt: '2026-01-02T10:00:00.000Z' });

async function open({ sure = true } = {}) {
  const asked: unknown[] = [];
  const said: unknown[] = [];
  const server = { sessions: [here, phone, unknown], failure: null as ApiFailure | null };
  const api = {
    call: async (route: unknown, request?: { params: { sessionId: string } }) => {
      if (server.failure) throw server.failure;
      if (route === routes.listSessions) return { sessions: server.sessions };
      asked.push(request?.params.sessionId);
      return undefined;
    },
  };
  const session = {
    user: () => null,
    logOut: async () => void asked.push('this one'),
    logOutEverywhere: async () => void asked.push('everywhere'),
  };
  const page = await render(SessionList, [
    AccountSessions,
    { provide: ApiClient, useValue: api },
    { provide: Session, useValue: session },
    { provide: Outbox, useValue: { messages: () => [] } },
    { provide: Confirm, useValue: { ask: async () => sure } },
    {
      provide: Notices,
      useValue: {
        say: (key: string, params: object) => said.push([key, params]),
        sayFailure: (error: unknown) => said.push(ApiFailure.of(error).code),
      },
    },
  ]);
  const lines = () =>
    [...page.host.querySelectorAll('li .words')].map((line) => line.textContent.replace(/\s+/g, ' ').trim());
  return { page, server, asked, said, lines };
}

describe('where one is signed in', () => {
  test('names each device, the one in use, and when each was last used', async () => {
    const { lines } = await open();
    expect(lines()).toEqual([
      'Firefox on Linux this device In use now, signed in Nov 1, 2026',
      'Safari on iOS Last used 3 hours ago, signed in Nov 1, 2026',
      'Unknown browser Last used Jan 2, 2026, signed in Nov 1, 2026',
    ]);
  });

  test('another one is logged out by its own button, and goes from the list', async () => {
    const { page, asked, said, lines } = await open();
    await page.click('Log out Safari on iOS');
    expect(asked).toEqual([phone.id]);
    expect(said).toEqual([['account.sessions.loggedOut', { name: 'Safari on iOS' }]]);
    expect(lines()).toHaveLength(2);
  });

  test('one that is over already is as good as logged out', async () => {
    const { page, server, lines } = await open();
    server.failure = new ApiFailure('session_not_found');
    await page.click('Log out Safari on iOS');
    expect(lines()).toHaveLength(2);
  });

  test('one that could not be logged out stays, and one reads why', async () => {
    const { page, server, said, lines } = await open();
    server.failure = ApiFailure.offline();
    await page.click('Log out Safari on iOS');
    expect(said).toEqual(['offline']);
    expect(lines()).toHaveLength(3);
  });

  test('this device is logged out as by the menu', async () => {
    const { page, asked } = await open();
    await page.click('Log out Firefox on Linux');
    expect(asked).toEqual(['this one']);
  });

  test.each([
    [true, ['everywhere']],
    [false, []],
  ])('everywhere is asked about first (sure: %s)', async (sure, expected) => {
    const { page, asked } = await open({ sure });
    await page.click('Log out everywhere');
    expect(asked).toEqual(expected);
  });

  test('can be read again when it could not be loaded', async () => {
    const { page, server, lines } = await open();
    server.failure = ApiFailure.offline();
    await page.fixture.debugElement.injector.get(AccountSessions).load();
    await page.settle();
    expect(page.alert).toMatch(/could not be loaded/);
    server.failure = null;
    await page.click('Try again');
    expect(lines()).toHaveLength(3);
  });
});

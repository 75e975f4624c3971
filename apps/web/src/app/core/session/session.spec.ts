import { TestBed } from '@angular/core/testing';
import { type Session as Grant } from '@parlour/contracts';
import { ApiFailure } from '../api/api-failure';
import { FakeBrowserSession } from '../testing/fake-browser-session';
import { anna, ben, grant } from '../testing/grants';
import { BrowserSession } from './browser-session';
import { Session } from './session';
import { type SessionCalls, sessionCalls } from './session-calls';

const tenMinutesMs = 600_000;

/** A session whose server answers refreshes with what is put into `refreshes`, in order. */
function setUp({ remembered = false, sharing = new FakeBrowserSession() } = {}) {
  const browser = sharing;
  browser.remembered = remembered;
  const refreshes: (Grant | ApiFailure | Promise<Grant>)[] = [];
  const asked: string[] = [];
  const fresh = (user = anna) => grant(browser.now() + tenMinutesMs, user);
  const calls: SessionCalls = {
    register: () => Promise.resolve(fresh()),
    logIn: () => Promise.resolve(fresh()),
    refresh: async () => {
      asked.push('refresh');
      const answer = refreshes.length > 0 ? refreshes.shift() : fresh();
      if (answer instanceof ApiFailure) throw answer;
      return (await answer) ?? fresh();
    },
    logOut: async () => void asked.push('logOut'),
    logOutEverywhere: async (token) => void asked.push(`logOutEverywhere ${token}`),
  };
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({
    providers: [
      { provide: BrowserSession, useValue: browser },
      { provide: sessionCalls, useValue: () => Promise.resolve(calls) },
    ],
  });
  return { session: TestBed.inject(Session), browser, refreshes, asked, calls, fresh };
}

const signIn = (session: Session) => session.logIn({ login: 'anna', password: 'correct horse' });

describe('restoring a session at the start', () => {
  test('takes it up by the cookie before anybody is told who is signed in', async () => {
    const { session } = setUp({ remembered: true });
    expect(session.state().kind).toBe('unknown');
    await session.restore();
    expect(await session.settled()).toEqual({ kind: 'signed-in', user: anna });
  });

  test('asks nothing of the server for somebody who has never signed in', async () => {
    const { session, asked } = setUp();
    await session.restore();
    expect((await session.settled()).kind).toBe('signed-out');
    expect(asked).toEqual([]);
  });

  test('forgets a session that has ended, and says that it has', async () => {
    const { session, browser, refreshes } = setUp({ remembered: true });
    refreshes.push(new ApiFailure('refresh_expired'));
    await session.restore();
    expect(session.state()).toEqual({ kind: 'signed-out', because: 'refresh_expired' });
    expect(browser.remembered).toBe(false);
  });

  test('keeps trying while the server is out of reach, and does not sign out', async () => {
    const { session, browser, refreshes } = setUp({ remembered: true });
    refreshes.push(
      ApiFailure.offline(),
      new ApiFailure('unavailable'),
      new ApiFailure('rate_limited', { retryAfterSeconds: 7 }),
    );
    await session.restore();
    expect(session.user()).toEqual(anna);
    expect(browser.waits).toEqual([500, 1_500, 7_000]);
  });
});

describe('the access token', () => {
  test('is fetched anew only when its time is near', async () => {
    const { session, browser, asked } = setUp();
    await signIn(session);
    const first = await session.accessToken();
    expect(asked).toEqual([]);
    browser.clockMs += tenMinutesMs - 30_000;
    expect(await session.accessToken()).not.toBe(first);
    expect(asked).toEqual(['refresh']);
  });

  test('is fetched once however many ask at the same time', async () => {
    const { session, browser, asked } = setUp();
    await signIn(session);
    browser.clockMs += tenMinutesMs;
    const tokens = await Promise.all([session.accessToken(), session.accessToken(), session.accessToken()]);
    expect(new Set(tokens).size).toBe(1);
    expect(asked).toEqual(['refresh']);
  });

  test('is trusted for a minute even where the clock of this machine runs ahead', async () => {
    const { session, browser, asked, refreshes } = setUp({ remembered: true });
    refreshes.push(grant(browser.now() - 3_600_000));
    await session.restore();
    browser.clockMs += 59_000;
    await session.accessToken();
    expect(asked).toEqual(['refresh']);
  });

  test('that the server refused is not handed out again, and a newer one is not replaced', async () => {
    const { session, asked } = setUp();
    await signIn(session);
    const spent = await session.accessToken();
    const next = await session.accessTokenAfter(spent);
    expect(next).not.toBe(spent);
    expect(await session.accessTokenAfter(spent)).toBe(next);
    expect(asked).toEqual(['refresh']);
  });

  test('of two tabs are fetched one after the other, never at the same time', async () => {
    const browser = new FakeBrowserSession();
    let inFlight = 0;
    let most = 0;
    const tabs = [1, 2].map(() => {
      const tab = setUp({ remembered: true, sharing: browser });
      const refresh = tab.calls.refresh;
      tab.calls.refresh = async () => {
        most = Math.max(most, ++inFlight);
        const answer = await refresh();
        inFlight--;
        return answer;
      };
      return tab.session.restore();
    });
    await Promise.all(tabs);
    expect(most).toBe(1);
  });

  test('is refused when nobody is signed in', async () => {
    const { session } = setUp();
    await session.restore();
    await expect(session.accessToken()).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('what one is', () => {
  test('follows a change made here or on another device', async () => {
    const { session } = setUp();
    await signIn(session);
    session.update({ ...anna, displayName: 'Anna B.' });
    expect(session.user()?.displayName).toBe('Anna B.');
  });

  test('is learnt anew with every new token: a change may have been missed', async () => {
    const { session, browser, refreshes, fresh } = setUp();
    await signIn(session);
    refreshes.push(fresh({ ...anna, displayName: 'Anna B.' }));
    browser.clockMs += tenMinutesMs;
    await session.accessToken();
    expect(session.user()?.displayName).toBe('Anna B.');
  });

  test('is not changed by news of somebody who was signed in before', async () => {
    const { session } = setUp();
    await signIn(session);
    session.update(ben);
    expect(session.user()).toEqual(anna);
  });
});

describe('signing out', () => {
  test('tells the other tabs, and forgets', async () => {
    const { session, browser } = setUp();
    await signIn(session);
    await session.logOut();
    expect(session.state()).toEqual({ kind: 'signed-out', because: null });
    expect(browser.announced).toEqual(['signed-in', 'signed-out']);
    expect(browser.remembered).toBe(false);
  });

  test('does not claim to be done while the server cannot be reached', async () => {
    const { session, calls } = setUp();
    await signIn(session);
    calls.logOut = () => Promise.reject(ApiFailure.offline());
    await expect(session.logOut()).rejects.toMatchObject({ code: 'offline' });
    expect(session.user()).toEqual(anna);
  });

  test('by one’s own word gives no reason, also when the socket hears of it first', async () => {
    const { session, calls } = setUp();
    await signIn(session);
    calls.logOutEverywhere = async () => session.end('unauthenticated');
    await session.logOutEverywhere();
    expect(session.state()).toEqual({ kind: 'signed-out', because: null });
  });

  test('in another tab signs out this one, without telling it back', async () => {
    const { session, browser } = setUp();
    await signIn(session);
    browser.otherTabs.next('signed-out');
    expect(session.state().kind).toBe('signed-out');
    expect(browser.announced).toEqual(['signed-in']);
  });

  test('is not undone by a refresh that was under way', async () => {
    const { session, browser, refreshes, fresh } = setUp();
    await signIn(session);
    const late = Promise.withResolvers<Grant>();
    refreshes.push(late.promise);
    browser.clockMs += tenMinutesMs;
    const asking = session.accessToken();
    browser.otherTabs.next('signed-out');
    late.resolve(fresh());
    await expect(asking).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(session.state().kind).toBe('signed-out');
  });

  test('by the server, for a refresh token used twice, says so', async () => {
    const { session, browser, refreshes } = setUp();
    await signIn(session);
    refreshes.push(new ApiFailure('refresh_reused'));
    browser.clockMs += tenMinutesMs;
    await expect(session.accessToken()).rejects.toMatchObject({ code: 'refresh_reused' });
    expect(session.state()).toEqual({ kind: 'signed-out', because: 'refresh_reused' });
  });
});

test('somebody who signs in in another tab is signed in here too', async () => {
  const { session, browser, refreshes, fresh } = setUp();
  await session.restore();
  refreshes.push(fresh(ben));
  browser.remembered = true;
  browser.otherTabs.next('signed-in');
  await session.accessToken();
  expect(session.user()).toEqual(ben);
});

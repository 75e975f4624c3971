import { jest } from '@jest/globals';
import { computed, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type ErrorCode, type SelfUser } from '@parlour/contracts';
import { Subject } from 'rxjs';
import { Session } from '../session/session';
import { FakeSocket } from '../testing/fake-socket';
import { anna, ben } from '../testing/grants';
import { ben as benAsOthersSee } from '../testing/users';
import { Realtime } from './realtime';
import { reconnectWaitMs } from './reconnect-ladder';
import { openSocket } from './socket-port';

class FakeSession {
  readonly current = signal<SelfUser | null>(anna);
  readonly user = computed(() => this.current());
  readonly tokens = new Subject<string>();
  readonly accessToken$ = this.tokens.asObservable();
  readonly ended: ErrorCode[] = [];
  token = 'token-1';
  renewsIn = 500_000;

  accessToken = async () => this.token;
  accessTokenAfter = async (spent: string) => (this.token = `after-${spent}`);
  renewsInMs = () => this.renewsIn;
  update = (user: SelfUser) => this.current.set(user);
  end = (code: ErrorCode) => {
    this.ended.push(code);
    this.current.set(null);
  };
}

const flush = async () => {
  TestBed.tick();
  await jest.advanceTimersByTimeAsync(0);
};

async function setUp() {
  const session = new FakeSession();
  const socket = new FakeSocket();
  TestBed.configureTestingModule({
    providers: [
      { provide: Session, useValue: session },
      { provide: openSocket, useValue: socket.port },
    ],
  });
  const realtime = TestBed.inject(Realtime);
  await flush();
  return { realtime, session, socket };
}

async function online() {
  const stage = await setUp();
  await stage.socket.accept();
  return stage;
}

beforeEach(() => {
  jest.useFakeTimers();
  jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

describe('the connection', () => {
  test('opens with the token of who is signed in, and says when it stands', async () => {
    const { realtime, socket } = await setUp();
    expect(realtime.state()).toBe('connecting');
    let connected = 0;
    realtime.connected$.subscribe(() => connected++);
    expect(await socket.accept()).toBe('token-1');
    expect(realtime.state()).toBe('online');
    expect(connected).toBe(1);
  });

  test('tells who asks late that it stands already', async () => {
    const { realtime } = await online();
    let connected = 0;
    realtime.connected$.subscribe(() => connected++);
    expect(connected).toBe(1);
  });

  test('comes back by itself, step by step more patiently', async () => {
    const { realtime, socket } = await online();
    socket.drop();
    expect(realtime.state()).toBe('reconnecting');
    for (const wait of [0, 300, 1_200, 2_700, 4_800, 7_000, 7_000]) {
      const before = socket.opens;
      if (wait > 0) await jest.advanceTimersByTimeAsync(wait - 1);
      expect(socket.opens).toBe(before);
      await jest.advanceTimersByTimeAsync(1);
      expect(socket.opens).toBe(before + 1);
      socket.drop();
    }
    await jest.advanceTimersByTimeAsync(7_000);
    await socket.accept();
    expect(realtime.state()).toBe('online');
  });

  test('gives up soon at first what hangs, and later lets a slow network take its time', async () => {
    const { socket } = await online();
    const patience: (number | null)[] = [];
    for (let tries = 0; tries < 4; tries++) {
      socket.drop();
      await jest.advanceTimersByTimeAsync(10_000);
      patience.push(socket.withinMs);
    }
    expect(patience).toEqual([4_000, 4_000, 10_000, 10_000]);
    await socket.accept();
    socket.drop();
    await jest.advanceTimersByTimeAsync(0);
    expect(socket.withinMs).toBe(4_000);
  });

  test('tries at once when the network is back', async () => {
    const { socket } = await online();
    socket.drop();
    await jest.advanceTimersByTimeAsync(0);
    socket.drop();
    const before = socket.opens;
    window.dispatchEvent(new Event('online'));
    expect(socket.opens).toBe(before + 1);
  });

  describe.each([
    ['the network is back', () => window.dispatchEvent(new Event('online'))],
    [
      'the machine wakes',
      () => {
        jest.setSystemTime(Date.now() + 60_000); // time has passed, in which no timer ran
        jest.advanceTimersByTime(2_000);
      },
    ],
  ])('when %s', (_, happen) => {
    test('is asked whether it still leads anywhere, and opened anew if nobody answers', async () => {
      const { realtime, socket } = await online();
      socket.answer = () => Promise.reject(new Error('operation has timed out'));
      happen();
      await jest.advanceTimersByTimeAsync(0);
      expect(realtime.state()).toBe('reconnecting');
      expect(socket.opens).toBe(2);
    });

    test('stays as it is if the server answers, were it with a refusal', async () => {
      const { realtime, socket } = await online();
      socket.answer = async () => ({ ok: false, error: { code: 'rate_limited', message: 'x' } });
      happen();
      await jest.advanceTimersByTimeAsync(5_000);
      expect(socket.sent).toEqual([{ command: 'session:renew', payload: { accessToken: 'token-1' } }]);
      expect(realtime.state()).toBe('online');
      expect(socket.opens).toBe(1);
    });
  });

  test('tells every reconnect, so that what was missed can be fetched', async () => {
    const { realtime, socket } = await online();
    let connected = 0;
    realtime.connected$.subscribe(() => connected++);
    socket.drop();
    await jest.advanceTimersByTimeAsync(0);
    await socket.accept();
    expect(connected).toBe(2);
  });

  test('gets a new token when the handshake is refused for its age', async () => {
    const { session, socket } = await setUp();
    expect(await socket.accept()).toBe('token-1');
    socket.drop({ code: 'token_expired', message: 'x' });
    await jest.advanceTimersByTimeAsync(0);
    expect(await socket.accept()).toBe('after-token-1');
    expect(session.ended).toEqual([]);
  });

  test('waits as long as the server says when there were too many tries', async () => {
    const { socket } = await setUp();
    socket.drop({ code: 'rate_limited', message: 'x', retryAfterSeconds: 9 });
    await jest.advanceTimersByTimeAsync(8_999);
    expect(socket.opens).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(socket.opens).toBe(2);
  });

  test('ends the session here when the handshake is refused for good', async () => {
    const { session, socket, realtime } = await setUp();
    socket.drop({ code: 'unauthenticated', message: 'x' });
    await flush();
    expect(session.ended).toEqual(['unauthenticated']);
    expect(realtime.state()).toBe('offline');
    expect(socket.closed).toBe(true);
  });

  test('closes when one signs out, and opens for who comes after', async () => {
    const { realtime, session, socket } = await online();
    session.current.set(null);
    await flush();
    expect(realtime.state()).toBe('offline');
    session.current.set(ben);
    await flush();
    expect(realtime.state()).toBe('connecting');
    expect(socket.opens).toBe(2);
  });
});

describe('a token on the open socket', () => {
  test('is renewed before its time, on the socket as it stands', async () => {
    const { session, socket } = await online();
    session.accessToken = async () => {
      session.tokens.next('token-2');
      return 'token-2';
    };
    await jest.advanceTimersByTimeAsync(session.renewsIn + 200);
    expect(socket.sent).toContainEqual({ command: 'session:renew', payload: { accessToken: 'token-2' } });
  });

  test('that ran out closes the socket, and the session goes on', async () => {
    const { session, socket } = await online();
    socket.tell('session:ended', { code: 'token_expired', message: 'x' });
    expect(session.ended).toEqual([]);
  });
});

test('when the server ends the session, it is ended here', async () => {
  const { session, socket } = await online();
  socket.tell('session:ended', { code: 'unauthenticated', message: 'x' });
  expect(session.ended).toEqual(['unauthenticated']);
});

describe('a command', () => {
  test('resolves with the data of its acknowledgement', async () => {
    const { realtime, socket } = await online();
    const data = { expiresAt: '2026-11-21T10:20:00.000Z' };
    socket.answer = async () => ({ ok: true, data });
    expect(await realtime.command('session:renew', { accessToken: 'x' })).toEqual(data);
  });

  test('rejects with the code of the server', async () => {
    const { realtime, socket } = await online();
    socket.answer = async () => ({ ok: false, error: { code: 'call_full', message: 'x' } });
    await expect(realtime.command('lobby:watch', {})).rejects.toMatchObject({ code: 'call_full' });
  });

  test('that nobody answers in time is offline', async () => {
    const { realtime, socket } = await online();
    socket.answer = () => Promise.reject(new Error('operation has timed out'));
    await expect(realtime.command('lobby:watch', {})).rejects.toMatchObject({ code: 'offline' });
  });

  test('is not sent while there is no connection', async () => {
    const { realtime, socket } = await online();
    socket.drop();
    await expect(realtime.command('lobby:watch', {})).rejects.toMatchObject({ code: 'offline' });
    expect(socket.sent).toEqual([]);
  });

  test('with an answer that is none is our own fault', async () => {
    const { realtime, socket } = await online();
    socket.answer = async () => ({ ok: true, data: { expiresAt: 'tomorrow' } });
    await expect(realtime.command('session:renew', { accessToken: 'x' })).rejects.toMatchObject({
      code: 'internal',
    });
  });
});

test('events arrive as the contract has them, and what has another form is dropped', async () => {
  const { realtime, socket } = await online();
  const live: unknown[] = [];
  realtime.on('room:live').subscribe((event) => live.push(event));
  const event = { roomId: anna.id, live: [benAsOthersSee] };
  socket.tell('room:live', event);
  socket.tell('room:live', { roomId: 'not an id' });
  socket.tell('room:removed', { roomId: anna.id });
  expect(live).toEqual([event]);
});

test('a change of one’s own account, made anywhere, is known here', async () => {
  const { session, socket } = await online();
  socket.tell('account:updated', { user: { ...anna, displayName: 'Anna B.' } });
  expect(session.user()?.displayName).toBe('Anna B.');
});

test('a thousand tabs do not come back in one instant', () => {
  expect(reconnectWaitMs(0, () => 1)).toBe(0);
  expect(reconnectWaitMs(1, () => 1)).toBe(300);
  expect(reconnectWaitMs(2, () => 0.5)).toBe(1_700);
  expect(reconnectWaitMs(40, () => 1)).toBe(8_000);
});

import { jest } from '@jest/globals';
import { type IceServer } from '@parlour/contracts';
import { ApiFailure } from '../core/api/api-failure';
import { type ApiClient } from '../core/api/api-client';
import { type RealtimeState } from '../core/realtime/realtime';
import { RestIceAccess } from './rest-ice-access';

const first: IceServer = { urls: ['turn:relay.example.org'], username: '1:anna', credential: 'one' };
const second: IceServer = { ...first, username: '2:anna', credential: 'two' };

describe('the way to the others', () => {
  let state: RealtimeState;
  let asked: number;
  let answer: () => Promise<{ iceServers: readonly IceServer[]; expiresAt: string | null }>;
  let access: RestIceAccess;

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['queueMicrotask'] });
    state = 'online';
    asked = 0;
    answer = async () => ({ iceServers: [second], expiresAt: null });
    const api = { call: () => ((asked += 1), answer()) } as unknown as Pick<ApiClient, 'call'>;
    access = new RestIceAccess(api, { state: (() => state) as never }, [first]);
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const later = (ms: number): void => void jest.setSystemTime(Date.now() + ms);

  it('is at first what came with the seat, which is not asked for again in the same moment', async () => {
    expect(access.servers).toEqual([first]);
    expect(await access.refresh()).toEqual([first]);
    expect(asked).toBe(0);
  });

  it('is asked for anew before a repair, once for all peers that are repaired together', async () => {
    later(60_000);
    const [one, other] = await Promise.all([access.refresh(), access.refresh()]);
    expect([one, other]).toEqual([[second], [second]]);
    expect(await access.refresh()).toEqual([second]);
    expect(access.servers).toEqual([second]);
    expect(asked).toBe(1);
  });

  it('stays as it was while the server is away: no repair waits for it', async () => {
    later(60_000);
    state = 'reconnecting';
    expect(await access.refresh()).toEqual([first]);
    expect(asked).toBe(0);
  });

  it('is asked for all the same when it is old, as after a night of sleep', async () => {
    later(8 * 3_600_000);
    state = 'reconnecting';
    expect(await access.refresh()).toEqual([second]);
  });

  it('is asked for again after it could not be had', async () => {
    later(60_000);
    answer = () => Promise.reject(ApiFailure.offline());
    await expect(access.refresh()).rejects.toMatchObject({ code: 'offline' });
    expect(access.servers).toEqual([first]);
    answer = async () => ({ iceServers: [second], expiresAt: null });
    expect(await access.refresh()).toEqual([second]);
  });
});

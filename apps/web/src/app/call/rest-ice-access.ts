import { type IceServer, routes } from '@parlour/contracts';
import { type IceAccess } from '@parlour/webrtc';
import { type ApiClient } from '../core/api/api-client';
import { type Realtime } from '../core/realtime/realtime';

/** Of several peers that are repaired at once, one asks. */
const sameMomentMs = 10_000;
/** Credentials last for many hours: as long as these are young, a repair does not wait for a server that is away. */
const youngMs = 3_600_000;

/**
 * How to get through to others, by the API's word: as it came with the seat, and again before each repair. Its age is
 * told by the clock of the wall, which goes on while the machine sleeps.
 */
export class RestIceAccess implements IceAccess {
  private current: readonly IceServer[];
  private askedAt = Date.now();
  private asking: Promise<readonly IceServer[]> | null = null;

  constructor(
    private readonly api: Pick<ApiClient, 'call'>,
    private readonly realtime: Pick<Realtime, 'state'>,
    servers: readonly IceServer[],
  ) {
    this.current = servers;
  }

  get servers(): readonly IceServer[] {
    return this.current;
  }

  /** Rejects with an ApiFailure; then those from before are all there is. */
  refresh(): Promise<readonly IceServer[]> {
    const age = Date.now() - this.askedAt;
    if (age < (this.realtime.state() === 'online' ? sameMomentMs : youngMs))
      return Promise.resolve(this.current);
    this.asking ??= this.ask().finally(() => (this.asking = null));
    return this.asking;
  }

  private async ask(): Promise<readonly IceServer[]> {
    const { iceServers } = await this.api.call(routes.iceServers);
    this.current = iceServers;
    this.askedAt = Date.now();
    return iceServers;
  }
}

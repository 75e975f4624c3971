import { type IceServer } from '@parlour/contracts';
import { type IceAgentSettings } from '../peer/ice-settings';
import { type Clock, type IceAccess } from '../ports';
import { type Behavior } from '../rx/behavior';
import { Scope } from '../rx/scope';

/** Longer than this no repair waits for credentials: a server that is away must not keep two others apart. */
const refreshMaxMs = 2_000;

/** One fetch serves all repairs of the same trouble. Credentials are good for hours. */
const freshForMs = 10_000;

/** The ICE servers of a call, for all its connections. */
export class Ice implements IceAgentSettings {
  private readonly scope = new Scope();
  private refreshing: Promise<void> | null = null;
  private freshUntil: number;
  private latest: {
    servers: readonly IceServer[];
    relayOnly: boolean;
    configuration: RTCConfiguration;
  } | null = null;

  /** The servers that `access` has at first count as fresh. */
  constructor(
    private readonly access: IceAccess,
    private readonly relayOnly: Behavior<boolean>,
    private readonly clock: Clock,
  ) {
    this.freshUntil = clock.now() + freshForMs;
  }

  get configuration(): RTCConfiguration {
    const { servers } = this.access;
    const relayOnly = this.relayOnly.value;
    if (this.latest?.servers !== servers || this.latest.relayOnly !== relayOnly)
      this.latest = { servers, relayOnly, configuration: configurationOf(servers, relayOnly) };
    return this.latest.configuration;
  }

  refresh(): Promise<void> {
    if (this.clock.now() < this.freshUntil) return Promise.resolve();
    this.refreshing ??= this.fetch().finally(() => {
      this.refreshing = null;
    });
    return this.refreshing;
  }

  /** Nothing waits any more. */
  close(): void {
    this.scope.end();
  }

  private fetch(): Promise<void> {
    return new Promise((resolve) => {
      const waiting = this.scope.child();
      waiting.keep(resolve);
      waiting.keep(
        this.clock.schedule(refreshMaxMs, () => {
          waiting.end();
        }),
      );
      void this.ask().then(() => {
        waiting.end();
      });
    });
  }

  private async ask(): Promise<void> {
    try {
      await this.access.refresh();
      this.freshUntil = this.clock.now() + freshForMs;
    } catch {
      // The next attempt asks again.
    }
  }
}

function configurationOf(servers: readonly IceServer[], relayOnly: boolean): RTCConfiguration {
  return {
    iceServers: servers.map(rtcIceServer),
    iceTransportPolicy: relayOnly ? 'relay' : 'all',
    bundlePolicy: 'max-bundle',
  };
}

/** Those that relay (RFC 7065); the others only tell addresses. */
export const relaysOf = (servers: readonly IceServer[]): readonly IceServer[] =>
  servers.filter(({ urls }) => urls.some((url) => /^turns?:/i.test(url)));

/** As the browser wants it. */
export function rtcIceServer({ urls, username, credential }: IceServer): RTCIceServer {
  return {
    urls,
    ...(username !== undefined && { username }),
    ...(credential !== undefined && { credential }),
  };
}

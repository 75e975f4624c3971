import { type Clock } from '@parlour/webrtc';
import { type CheckedConnection } from '../check-browser';

interface FakeCandidate {
  readonly candidate: string;
  readonly type: RTCIceCandidateType;
  readonly relayProtocol?: string;
}

/** What one network does to who gathers in it. */
export interface FakeNetwork {
  /** Of which candidates come after how long, by the servers and the policy. */
  candidates: (configuration: RTCConfiguration) => readonly (FakeCandidate & { readonly afterMs: number })[];
  /** What servers refuse, likewise. */
  errors: (
    configuration: RTCConfiguration,
  ) => readonly { readonly errorCode: number; readonly afterMs: number }[];
  /** When all is heard; null: never. */
  completeAfterMs: number | null;
  /** Whether two ends in it come together, and how long a message travels. */
  connects: 'yes' | 'no' | 'silence';
  travelMs: number;
  /** What it lets through of what is sent; data it always does. */
  lets: Readonly<Record<'pictures' | 'sound', boolean>>;
}

const packetEveryMs = 20;
const frameEveryMs = 40;

/** A connection of a browser that is not there: it gathers and connects as its network says. */
export class FakeConnection extends EventTarget {
  iceGatheringState: RTCIceGatheringState = 'new';
  connectionState: RTCPeerConnectionState = 'new';
  localDescription: RTCSessionDescription | null = null;
  closed = false;
  /** What this end sends. */
  readonly sent: MediaStreamTrack[] = [];
  private channel: FakeChannel | null = null;
  private connectedAt: number | null = null;

  constructor(
    readonly configuration: RTCConfiguration,
    private readonly network: FakeNetwork,
    private readonly clock: Clock,
    private readonly all: readonly FakeConnection[],
  ) {
    super();
    if (configuration.iceServers?.some(({ urls }) => [urls].flat().includes('turn:broken')))
      throw new DOMException('no address', 'SyntaxError');
  }

  createDataChannel(): FakeChannel {
    this.channel = new FakeChannel((data) => {
      this.clock.schedule(this.network.travelMs, () => this.other?.channel?.take(data));
    });
    return this.channel;
  }

  addTrack(track: MediaStreamTrack): void {
    this.sent.push(track);
  }

  /** Of what the other end sends and the network lets through, for as long as they are connected. */
  async getStats(): Promise<ReadonlyMap<string, object>> {
    const { lets } = this.network;
    const sent = this.connectedAt === null ? [] : (this.other?.sent ?? []);
    const ms = this.clock.now() - (this.connectedAt ?? 0);
    const arrived = sent.map(({ kind, readyState }) => {
      const flows = readyState === 'live' && (kind === 'video' ? lets.pictures : lets.sound);
      const counts =
        kind === 'video'
          ? { framesDecoded: flows ? Math.floor(ms / frameEveryMs) : 0 }
          : { packetsReceived: flows ? Math.floor(ms / packetEveryMs) : 0 };
      return [kind, { type: 'inbound-rtp', kind, ...counts }] as const;
    });
    return new Map<string, object>([['local', { type: 'local-candidate' }], ...arrived]);
  }

  async setLocalDescription(): Promise<void> {
    this.localDescription = { type: 'offer', sdp: 'sdp' } as RTCSessionDescription;
    const { candidates, errors, completeAfterMs } = this.network;
    for (const candidate of candidates(this.configuration))
      this.later(candidate.afterMs, Object.assign(new Event('icecandidate'), { candidate }));
    for (const error of errors(this.configuration))
      this.later(error.afterMs, Object.assign(new Event('icecandidateerror'), error));
    if (completeAfterMs === null) return;
    this.clock.schedule(completeAfterMs, () => {
      this.iceGatheringState = 'complete';
      if (!this.closed) this.dispatchEvent(new Event('icegatheringstatechange'));
    });
  }

  async setRemoteDescription(): Promise<void> {
    if (this.network.connects === 'silence' || !this.localDescription) return;
    // The offerer hears the answer last: then both have all they need.
    const ends = [this, this.other];
    this.clock.schedule(100, () => {
      for (const end of ends) end?.settle(this.network.connects === 'yes' ? 'connected' : 'failed');
    });
  }

  async addIceCandidate(): Promise<void> {
    return Promise.resolve();
  }

  close(): void {
    this.closed = true;
  }

  private get other(): FakeConnection | undefined {
    return this.all.find((each) => each !== this && !each.closed);
  }

  private settle(state: RTCPeerConnectionState): void {
    if (this.closed) return;
    this.connectionState = state;
    if (state === 'connected') this.connectedAt = this.clock.now();
    this.dispatchEvent(new Event('connectionstatechange'));
    if (state === 'connected') this.channel?.dispatchEvent(new Event('open'));
  }

  private later(afterMs: number, event: Event): void {
    this.clock.schedule(afterMs, () => {
      if (!this.closed) this.dispatchEvent(event);
    });
  }
}

class FakeChannel extends EventTarget {
  constructor(readonly send: (data: string) => void) {
    super();
  }

  take(data: string): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

/** The browser's own type has far more than the checks use of it. */
export const asChecked = (connection: FakeConnection): CheckedConnection =>
  connection as unknown as CheckedConnection;

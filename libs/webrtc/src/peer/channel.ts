import { limits, peerMessage, type PeerMessage, type PeerView } from '@parlour/contracts';
import { type Cancel, type Clock, type DataChannelPort } from '../ports';
import { type Cell } from '../rx/behavior';
import { SafetyExchange } from '../safety-code/safety-exchange';
import { TokenBucket } from './token-bucket';

/** Negotiated out of band, so that neither side waits for the other to open it (W3C WebRTC 1.0 section 6.1). */
export const channelLabel = 'parlour';
export const channelInit = { negotiated: true, id: 0, ordered: true } as const;

/** A view changes with each step of a window that is drawn larger; more often than this nobody needs to know. */
const tellEveryMs = 200;

/** Twice what an honest side sends at most; what goes beyond is passed over. */
const heard = { burst: 20, perSecond: 10 } as const;

/** Whoever goes on like that is not listened to any more: each message costs, even one that is passed over. */
const passedOverMax = 200;

/** What both sides say to each other directly, on one connection. */
export class PeerChannel {
  private readonly bucket: TokenBucket;
  private pending: PeerView | null = null;
  private told: PeerView | null = null;
  private passedOver = 0;
  private cancelWait: Cancel | null = null;

  readonly safety = new SafetyExchange((message) => this.send(message));

  constructor(
    private readonly port: DataChannelPort,
    private readonly clock: Clock,
    private readonly shown: Cell<PeerView | null>,
  ) {
    this.bucket = new TokenBucket(clock, heard);
    port.addEventListener('open', () => {
      this.tellPending();
      this.safety.begin();
    });
    port.addEventListener('message', ({ data }) => {
      this.hear(data);
    });
  }

  /** The latest one counts, and waits until the channel is open. */
  tell(view: PeerView): void {
    const latest = this.pending ?? this.told;
    if (latest && latest.camera === view.camera && latest.screen === view.screen) return;
    this.pending = view;
    if (!this.cancelWait) this.tellPending();
  }

  close(): void {
    this.cancelWait?.();
    this.cancelWait = null;
    this.shown.set(null);
  }

  private tellPending(): void {
    const { pending } = this;
    if (!pending || this.port.readyState !== 'open') return;
    if (this.port.bufferedAmount === 0 && this.send({ type: 'view', ...pending })) {
      this.told = pending;
      this.pending = null;
    }
    this.cancelWait = this.clock.schedule(tellEveryMs, () => {
      this.cancelWait = null;
      this.tellPending();
    });
  }

  private send(message: PeerMessage): boolean {
    try {
      this.port.send(JSON.stringify(message));
      return true;
    } catch {
      return false;
    }
  }

  private hear(data: unknown): void {
    if (!this.bucket.take()) {
      if (++this.passedOver === passedOverMax) this.silence();
      return;
    }
    const message = read(data);
    if (message?.type === 'view') this.shown.set({ camera: message.camera, screen: message.screen });
    else if (message) this.safety.hear(message);
  }

  private silence(): void {
    this.close();
    this.port.close();
  }
}

/** Null for whatever is no message of this protocol, or one of a version to come. */
function read(data: unknown): PeerMessage | null {
  if (typeof data !== 'string' || data.length > limits.peerMessageMaxChars) return null;
  try {
    return peerMessage.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
}

import { type DataChannelPort } from '../ports';

interface Rules {
  /** Whether the other end can be reached right now. */
  readonly reaches: () => boolean;
  readonly deliver: (text: string) => void;
}

type Listener = (event: { readonly data: unknown }) => void;

/** A reliable data channel: what cannot be delivered now waits, in order, until it can or the connection is closed. */
export class FakeDataChannel implements DataChannelPort {
  readyState: RTCDataChannelState = 'connecting';
  private readonly waiting: string[] = [];
  private readonly listeners: { readonly type: string; readonly listener: Listener }[] = [];

  constructor(
    readonly id: number,
    readonly label: string,
    private readonly rules: Rules,
  ) {}

  get bufferedAmount(): number {
    return this.waiting.reduce((sum, text) => sum + text.length, 0);
  }

  addEventListener(type: string, listener: Listener): void {
    this.listeners.push({ type, listener });
  }

  send(text: string): void {
    if (this.readyState !== 'open') throw new DOMException('It is not open', 'InvalidStateError');
    this.waiting.push(text);
    this.flush();
  }

  /** Called by the connection whenever the way to the other end may have changed. */
  flush(): void {
    if (this.readyState === 'closed' || !this.rules.reaches()) return;
    if (this.readyState === 'connecting') {
      this.readyState = 'open';
      this.fire('open', null);
    }
    for (const text of this.waiting.splice(0)) this.rules.deliver(text);
  }

  receive(data: unknown): void {
    this.fire('message', data);
  }

  /** With its connection: no event is fired any more. */
  close(): void {
    this.readyState = 'closed';
    this.waiting.length = 0;
    this.listeners.length = 0;
  }

  private fire(type: string, data: unknown): void {
    for (const each of [...this.listeners]) if (each.type === type) each.listener({ data });
  }
}

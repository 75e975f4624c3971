import { once } from 'node:events';
import { WebSocket } from 'ws';

const patienceMs = 5_000;

/** A WebSocket to the server that speaks engine.io and socket.io by hand, well or badly. */
export class RawSocket {
  readonly received: string[] = [];
  /** The code and the reason of the close frame, once it is closed; 1006 without one (RFC 6455 section 7.1.5). */
  readonly closed: Promise<{ code: number; reason: string }>;

  private constructor(readonly webSocket: WebSocket) {
    webSocket.on('message', (data: Buffer) => this.received.push(data.toString()));
    webSocket.on('error', () => undefined); // a close follows
    this.closed = new Promise((resolve) =>
      webSocket.once('close', (code, reason) => resolve({ code, reason: reason.toString() })),
    );
  }

  /** Open, and no more: nobody has said who it is. */
  static async open(url: string, headers: Record<string, string> = {}): Promise<RawSocket> {
    const address = `${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
    const socket = new RawSocket(new WebSocket(address, { headers }));
    await once(socket.webSocket, 'open', { signal: AbortSignal.timeout(patienceMs) });
    return socket;
  }

  /** Connected, by an access token. */
  static async connect(url: string, token: string): Promise<RawSocket> {
    const socket = await RawSocket.open(url);
    socket.send(`40${JSON.stringify({ token })}`);
    await socket.next((frame) => frame.startsWith('40'));
    return socket;
  }

  send(frame: string | Buffer): void {
    this.webSocket.send(frame);
  }

  /** The first frame, past or to come, that matches; it is not given again. */
  async next(matches: (frame: string) => boolean): Promise<string> {
    const signal = AbortSignal.timeout(patienceMs);
    for (;;) {
      const index = this.received.findIndex(matches);
      if (index >= 0) return this.received.splice(index, 1)[0] ?? '';
      await once(this.webSocket, 'message', { signal });
    }
  }

  /** Sends a packet with an acknowledgement id and returns what it is acknowledged with. */
  async ask(id: number, payload: string): Promise<unknown> {
    this.send(`42${id}${payload}`);
    const answer = await this.next((frame) => frame.startsWith(`43${id}[`));
    return (JSON.parse(answer.slice(`43${id}`.length)) as unknown[])[0];
  }

  close(): void {
    this.webSocket.terminate();
  }
}

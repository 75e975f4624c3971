import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { type TrialServer } from './trial-server';

/** What becomes of an answer over HTTP: the connection breaks when it comes, or nothing comes and it stands. */
export type Drop = 'break' | 'swallow';

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  isSocket: boolean;
  /** Nothing comes through any more. */
  isMute: boolean;
}

/** One client's way to the server, over which sockets break and answers get lost. Its address outlives the server's deaths. */
export class FaultyWay {
  private readonly pairs = new Set<Pair>();
  private readonly drops: Drop[] = [];
  private readonly listener = createServer((client) => this.accept(client));

  private constructor(private readonly server: TrialServer) {}

  static async to(server: TrialServer): Promise<FaultyWay> {
    const way = new FaultyWay(server);
    await once(way.listener.listen(0, '127.0.0.1'), 'listening');
    return way;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.listener.address() as AddressInfo).port}`;
  }

  /** The next answer over HTTP gets lost, after the server has done its work. */
  dropAnswer(how: Drop): void {
    this.drops.push(how);
  }

  cutSockets(): void {
    for (const pair of this.pairs) if (pair.isSocket) pair.client.destroy();
  }

  /** What the server says from now on is lost; the client learns of it only by the cut. */
  muteSockets(): void {
    for (const pair of this.pairs) if (pair.isSocket) pair.isMute = true;
  }

  heal(): void {
    this.drops.length = 0;
    for (const pair of this.pairs) if (pair.isMute) pair.client.destroy();
  }

  async close(): Promise<void> {
    for (const { client } of this.pairs) client.destroy();
    await new Promise((resolve) => this.listener.close(resolve));
  }

  private accept(client: Socket): void {
    client.on('error', () => undefined); // a close follows
    if (this.server.port === null) return void client.destroy();
    const server = connect(this.server.port, '127.0.0.1');
    const pair: Pair = { client, server, isSocket: false, isMute: false };
    this.pairs.add(pair);
    client.once('data', (chunk) => (pair.isSocket = chunk.includes('/socket.io/')));
    client.on('data', (chunk) => server.write(chunk));
    server.on('data', (chunk) => this.pass(pair, chunk));
    server.on('error', () => undefined);
    client.on('close', () => {
      this.pairs.delete(pair);
      server.destroy();
    });
    server.on('close', () => client.destroy());
  }

  private pass(pair: Pair, chunk: Buffer): void {
    if (pair.isMute) return;
    const drop = pair.isSocket ? undefined : this.drops.shift();
    if (drop === 'break') pair.client.destroy();
    else if (drop === 'swallow') pair.isMute = true;
    else pair.client.write(chunk);
  }
}

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to the database that can fail like one: end its connections, refuse new ones, or stop answering. */
export class DatabaseProxy {
  private readonly sockets = new Set<Socket>();
  private refusing = false;
  private stalled = false;
  private readonly server = createServer((client) => this.accept(client));

  private constructor(private readonly target: URL) {}

  static async before(databaseUrl: string): Promise<DatabaseProxy> {
    const proxy = new DatabaseProxy(new URL(databaseUrl));
    await once(proxy.server.listen(0, '127.0.0.1'), 'listening');
    return proxy;
  }

  /** The address of the database through this way. */
  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String((this.server.address() as AddressInfo).port);
    return url.href;
  }

  endConnections(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** Like a server that is down. */
  refuse(): void {
    this.refusing = true;
    this.endConnections();
  }

  /** Like a server that was stopped (SIGSTOP): connections stand, and nothing comes through. */
  stall(): void {
    this.stalled = true;
    for (const socket of this.sockets) socket.pause();
  }

  recover(): void {
    this.refusing = false;
    this.stalled = false;
    for (const socket of this.sockets) socket.resume();
  }

  async close(): Promise<void> {
    this.endConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accept(client: Socket): void {
    if (this.refusing) return void client.destroy();
    const database = connect(Number(this.target.port), this.target.hostname);
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      this.sockets.add(from);
      from.on('error', () => undefined); // a close follows
      from.on('data', (chunk) => to.write(chunk));
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
      if (this.stalled) from.pause();
    }
  }
}

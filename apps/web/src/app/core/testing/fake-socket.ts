import { type Result } from '@parlour/contracts';
import { type OpenSocket, type SocketListener, type SocketPort } from '../realtime/socket-port';

/** A socket whose server is the test: it opens, drops, tells events, and answers commands as told. */
export class FakeSocket implements SocketPort {
  opens = 0;
  /** How long the latest opening may take, in ms. */
  withinMs: number | null = null;
  closed = false;
  private connected = false;
  readonly sent: { readonly command: string; readonly payload: unknown }[] = [];
  /** What a command is acknowledged with; a rejection stands for no answer in time. */
  answer: (command: string) => Promise<Result<unknown>> = async () => ({ ok: true, data: {} });
  private token: () => Promise<string> = async () => '';
  private listener: SocketListener | null = null;

  /** To be provided as `openSocket`. */
  readonly port: OpenSocket = async (token, listener) => {
    this.token = token;
    this.listener = listener;
    return this;
  };

  open(withinMs: number): void {
    this.opens++;
    this.withinMs = withinMs;
  }

  /** As socket.io does: who was connected hears of it. */
  close(): void {
    this.closed = true;
    if (!this.connected) return;
    this.drop();
  }

  send(command: string, payload: unknown): Promise<unknown> {
    this.sent.push({ command, payload });
    return this.answer(command);
  }

  /** The handshake succeeds; resolves with the token that it presented. */
  async accept(): Promise<string> {
    const token = await this.token();
    this.connected = true;
    this.listener?.opened();
    return token;
  }

  /** The connection goes, or the handshake is refused with an error. */
  drop(refusal: unknown = null): void {
    this.connected = false;
    this.listener?.closed(refusal);
  }

  tell(event: string, payload: unknown): void {
    this.listener?.event(event, payload);
  }
}

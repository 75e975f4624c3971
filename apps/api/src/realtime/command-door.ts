import { type ClientCommand, clientCommands, type ErrorInfo } from '@parlour/contracts';
import type { Config } from '../config/config.js';
import { ApiError } from '../http/api-error.js';
import { refusalOf } from '../http/validation.pipe.js';
import { type Acknowledge, CommandFilter, failure } from './command-filter.js';
import type { RealtimeSocket } from './realtime-socket.js';
import { TokenBucket } from './token-bucket.js';

/** Answers with the data of the acknowledgement; with undefined where the filter has acknowledged an error. */
export type CommandCallback = (payload: unknown, acknowledge: Acknowledge) => Promise<unknown>;

/** Who has been refused this often within a moment does not listen: the connection is closed. */
const patience = { perSecond: 10, burst: 500 };

const isCommand = (name: unknown): name is ClientCommand =>
  typeof name === 'string' && Object.hasOwn(clientCommands, name);

const isAcknowledge = (value: unknown): value is Acknowledge => typeof value === 'function';

/**
 * All that one socket says comes through here, before any event emitter sees it: whatever its name, its arguments and
 * their number. Counts it, checks it by the contract's schema, hands it to its gateway, acknowledges with a result.
 */
export class CommandDoor {
  private readonly callbacks = new Map<ClientCommand, CommandCallback>();
  private readonly commands: TokenBucket;
  private readonly signals: TokenBucket;
  private readonly patience = new TokenBucket(patience);

  constructor(
    socket: RealtimeSocket,
    { commandRate, signalRate }: Pick<Config, 'commandRate' | 'signalRate'>,
    private readonly putOut: () => void,
  ) {
    this.commands = new TokenBucket(commandRate);
    this.signals = new TokenBucket(signalRate);
    // `next` is never called: the socket's own listeners, and with them names like "error", are out of reach.
    socket.use((event) => void this.receive(event));
  }

  register(name: string, callback: CommandCallback): void {
    if (!isCommand(name)) throw new Error(`The contract has no command ${name}`);
    this.callbacks.set(name, callback);
  }

  private async receive(event: readonly unknown[]): Promise<void> {
    const acknowledge = event.at(-1); // comes last, if one was asked for
    const [name, ...args] = event.slice(0, -1);
    const limited = this.limited(name);
    if (!isAcknowledge(acknowledge)) return;
    if (limited) return acknowledge(failure(limited));
    try {
      await this.answer(name, args, acknowledge);
    } catch (error) {
      acknowledge(failure(CommandFilter.infoOf(error)));
    }
  }

  private async answer(name: unknown, args: readonly unknown[], acknowledge: Acknowledge): Promise<void> {
    const callback = isCommand(name) ? this.callbacks.get(name) : undefined;
    if (!isCommand(name) || !callback) throw new ApiError('unknown_command');
    const payload = parsePayload(name, args.length === 1 ? args[0] : undefined);
    const data = await callback(payload, acknowledge);
    if (data !== undefined) acknowledge({ ok: true, data });
  }

  /** Signals have a bucket of their own: to enter a full call takes hundreds of them within a second. */
  private limited(name: unknown): ErrorInfo | undefined {
    const bucket = name === 'call:signal' ? this.signals : this.commands;
    if (bucket.take()) return undefined;
    if (!this.patience.take()) this.putOut();
    return new ApiError('rate_limited', { retryAfterSeconds: bucket.waitSeconds() }).toInfo();
  }
}

function parsePayload(name: ClientCommand, payload: unknown): unknown {
  const result = clientCommands[name].payload.safeParse(payload);
  if (result.success) return result.data;
  throw refusalOf(result.error.issues);
}

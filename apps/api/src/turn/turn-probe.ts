import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { Config, type TurnSettings } from '../config/config.js';
import { connectStun } from './stun-connection.js';
import { turnAddressOf } from './turn-address.js';
import { turnCredentials } from './turn-credentials.js';
import { TurnRefusal, TurnSession } from './turn-session.js';

/** A relay that is farther away than this is of no use for talking. */
const probeTimeoutMs = 5_000;
const credentialsMs = 60_000;

/**
 * Asks each configured relay for an allocation when the server starts, as a browser would, and says aloud where that fails:
 * otherwise the first to notice are those whose call does not come about. It holds nobody up: calls without a relay work.
 */
@Injectable()
export class TurnProbe implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('TURN');
  private readonly stopping = new AbortController();

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    const { turn } = this.config;
    if (turn === null) return;
    for (const url of turn.urls) void this.report(url, turn);
  }

  onApplicationShutdown(): void {
    this.stopping.abort();
  }

  private async report(url: string, turn: TurnSettings): Promise<void> {
    const problem = await this.problemOf(url, turn);
    if (this.stopping.signal.aborted) return;
    if (problem === null) this.logger.log(`The relay ${url} works.`);
    else
      this.logger.warn(
        `The relay ${url} of TURN_URLS does not work: ${problem}. Calls that need it will fail.`,
      );
  }

  /** @returns null where it gives an allocation, otherwise half a sentence that says what to look at. */
  private async problemOf(url: string, { secret }: TurnSettings): Promise<string | null> {
    const { transport, ...address } = turnAddressOf(url);
    if (transport === 'dtls')
      return 'TURN over DTLS cannot be tried from here, and browsers do not speak it either';
    const signal = AbortSignal.any([this.stopping.signal, AbortSignal.timeout(probeTimeoutMs)]);
    try {
      const connection = await connectStun({ ...address, transport }, signal);
      try {
        const expiresAt = new Date(this.clock.now().getTime() + credentialsMs);
        const session = new TurnSession(connection, turnCredentials(secret, 'probe', expiresAt));
        await session.allocate();
        await session.release();
        return null;
      } finally {
        connection.close();
      }
    } catch (error) {
      return problemIn(error);
    }
  }
}

function problemIn(error: unknown): string {
  if (error instanceof TurnRefusal) {
    return error.code === 401
      ? 'it answers, but refuses the credentials: give it the secret of TURN_SECRET (use-auth-secret, static-auth-secret), and compare the clocks'
      : `it answers, but refuses with the code ${error.code ?? 'of no known form'}`;
  }
  const { name, code, message } = error as NodeJS.ErrnoException;
  if (name === 'TimeoutError') return `there is no answer within ${probeTimeoutMs / 1_000} s`;
  return code === undefined ? message : `there is no connection (${code})`;
}

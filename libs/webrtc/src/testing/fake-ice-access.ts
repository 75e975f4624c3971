import { type IceServer } from '@parlour/contracts';
import { type IceAccess } from '../ports';

/** Credentials that are counted, so that a test can tell with which of them something was done. */
export class FakeIceAccess implements IceAccess {
  servers: readonly IceServer[] = [turn(0)];
  /** How often they were asked for. */
  asked = 0;
  /** How the server answers: at once, late, never, or not at all. */
  answer: () => Promise<void> = () => Promise.resolve();

  async refresh(): Promise<readonly IceServer[]> {
    this.asked += 1;
    const servers = [turn(this.asked)];
    await this.answer();
    this.servers = servers;
    return servers;
  }
}

function turn(count: number): IceServer {
  return { urls: ['turn:relay.test'], username: `credential ${count}`, credential: 'secret' };
}

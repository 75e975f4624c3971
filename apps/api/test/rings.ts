import { type Ring, type RingStarted, routes, type StartRingRequest } from '@parlour/contracts';
import type { ConfigFields } from '../src/config/config.js';
import { RingLog } from '../src/rings/ring-log.js';
import { media } from './calls.js';
import { ManualClock } from './manual-clock.js';
import { befriend } from './people.js';
import type { TestSocket } from './socket-client.js';
import { startTestApp, type TestApp, type TestUser } from './test-app.js';

export interface RingApp {
  readonly app: TestApp;
  readonly clock: ManualClock;
}

/** An application whose time stands still, and in which one may ring as often as one likes. */
export async function startRingApp(overrides: Partial<ConfigFields> = {}): Promise<RingApp> {
  const clock = new ManualClock();
  const rates = { ringRate: { perSecond: 1_000, burst: 1_000 } };
  return { app: await startTestApp({ ...rates, ...overrides }, { clock }), clock };
}

/** People with accounts, each a friend of each. */
export async function circleOfFriends(app: TestApp, count: number): Promise<TestUser[]> {
  const people = await Promise.all(Array.from({ length: count }, () => app.signUp()));
  for (const [index, one] of people.entries()) {
    await Promise.all(people.slice(index + 1).map((other) => befriend(app, one, other)));
  }
  return people;
}

export async function startRing(
  socket: TestSocket,
  { user }: TestUser,
  more: Partial<StartRingRequest> = {},
): Promise<RingStarted> {
  const answer = await socket.command('ring:start', { userId: user.id, video: true, media, ...more });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data;
}

export async function answerRing(socket: TestSocket, { id }: Ring) {
  const answer = await socket.command('ring:answer', { ringId: id, media });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data;
}

/** What happened to rings stands in the database, as far as it takes it. */
export const written = ({ app }: TestApp): Promise<void> => app.get(RingLog, { strict: false }).tried();

/** The calls of somebody as the log keeps them, newest first. */
export async function callsOf({ http }: TestApp, person: TestUser) {
  return (await http(routes.listCalls, { query: {} }, person)).body.calls;
}

/** The messages of a chat that tell of calls, newest first. */
export async function callNotesIn({ http }: TestApp, chatId: string, reader: TestUser) {
  const page = await http(routes.listMessages, { params: { chatId }, query: {} }, reader);
  return page.body.messages.filter(({ call }) => call !== undefined);
}

/** The seat that the caller got with a new call. */
export const seatOf = ({ joined }: RingStarted) => {
  if (joined === null) throw new Error('It gave no seat');
  return joined;
};

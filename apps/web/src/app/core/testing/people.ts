import {
  type DirectChat,
  type Message,
  type Person,
  type User,
  type Route,
  routes,
} from '@parlour/contracts';
import { ApiFailure } from '../api/api-failure';

/** The chat that somebody has with me. */
export const chatIdWith = ({ id }: User): string => id.replace('019a6f3e', '019a6f3f');

/** A friend who is online, unless it says otherwise. */
export function personOf(user: User, different: Partial<Person> = {}): Person {
  const relation = different.relation ?? 'friends';
  return {
    user,
    relation,
    since: relation === 'none' ? null : '2026-11-20T10:00:00.000Z',
    chatId: relation === 'friends' ? chatIdWith(user) : null,
    presence: relation === 'friends' ? { state: 'online', lastSeenAt: null } : null,
    ...different,
  };
}

export function directChatOf(user: User, different: Partial<DirectChat> = {}): DirectChat {
  return {
    id: chatIdWith(user),
    user,
    state: 'open',
    lastMessage: null,
    unread: 0,
    lastReadSeq: 0,
    muted: false,
    ...different,
  };
}

/** A message in my chat with `other`, by them unless it says otherwise. A later `seq` was written later. */
export function directMessageOf(other: User, seq: number, different: Partial<Message> = {}): Message {
  const number = String(seq).padStart(12, '0');
  return {
    id: `019a6f40-0000-7000-8000-${number}`,
    chatId: chatIdWith(other),
    seq,
    author: other,
    clientMessageId: `019a6f41-0000-4000-8000-${number}`,
    text: `message ${seq}`,
    createdAt: new Date(Date.UTC(2026, 10, 21, 10, 0, seq)).toISOString(),
    ...different,
  };
}

interface Asked {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
}

const nameOf = (route: Route): string =>
  Object.entries(routes).find(([, known]) => known === route)?.[0] ?? route.path;

/** The HTTP API, whose answers a test gives by the names of the routes. What it does not know of is out of reach. */
export class FakeApi {
  /** `acceptRequest ben`: in order. */
  readonly asked: string[] = [];
  private readonly answers = new Map<string, (asked: Asked) => unknown>();

  /** A promise, or an ApiFailure to reject with, is as good as a value. */
  answer(name: keyof typeof routes, answer: (asked: Asked) => unknown): void {
    this.answers.set(name, answer);
  }

  /** The part of `ApiClient` that is used. */
  async call(route: Route, asked: Asked = {}): Promise<unknown> {
    const name = nameOf(route);
    const about = Object.values({ ...asked.params, ...asked.query }).map(String);
    this.asked.push([name, ...about].join(' '));
    await Promise.resolve(); // never in the same breath, like a network
    const answer = await this.answers.get(name)?.(asked);
    if (answer === undefined) throw ApiFailure.offline();
    if (answer instanceof ApiFailure) throw answer;
    return answer;
  }
}

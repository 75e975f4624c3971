import { type CatchUp, type Message, type MessagePage, type Route, routes } from '@parlour/contracts';
import { ApiFailure } from '../../core/api/api-failure';
import { chatId, messageOf } from './messages';

interface Asked {
  readonly params: { readonly chatId: string; readonly messageId?: string; readonly emoji?: string };
  readonly query?: Readonly<Record<string, number>>;
  readonly body?: { readonly text?: string; readonly lastReadSeq?: number };
}

type Answer = (asked: Asked) => unknown;

/** The history of one chat, as the API gives it; what else is asked, a test answers. */
export class FakeChatServer {
  /** In order of seq. */
  readonly stored: Message[] = [];
  /** `listMessages {"around":7}`: in order. */
  readonly asked: string[] = [];
  /** While set, every request fails with this. */
  failure: ApiFailure | null = null;
  private change = 0;
  private readonly answers = new Map<Route, Answer>([
    [routes.listMessages, ({ query = {} }) => this.page(query)],
    [routes.catchUp, ({ query = {} }) => this.catchUp(query)],
    [routes.listSeenMarks, () => ({ seen: [] })],
  ]);

  answer(route: Route, answer: Answer): void {
    this.answers.set(route, answer);
  }

  /** Stores further messages of Ben. */
  store(count: number): void {
    for (let index = 0; index < count; index += 1) this.add({});
  }

  add(fields: Partial<Message>): Message {
    const message = messageOf({ seq: this.stored.length + 1, ...fields });
    this.stored.push(message);
    return message;
  }

  /** The message as it is after a change. */
  alter(id: string | undefined, different: Partial<Message>): Message {
    const index = this.stored.findIndex((message) => message.id === id);
    const message = this.stored[index];
    if (!message) throw new ApiFailure('message_not_found');
    const changed = { ...message, ...different, change: ++this.change };
    this.stored[index] = changed;
    return changed;
  }

  /** The part of `ApiClient` that a chat uses. */
  async call(route: Route, asked: Asked): Promise<unknown> {
    const name = Object.entries(routes).find(([, known]) => known === route)?.[0] ?? route.path;
    this.asked.push(`${name} ${JSON.stringify(asked.query ?? asked.body ?? asked.params.emoji ?? {})}`);
    await Promise.resolve(); // never in the same breath, like a network
    if (this.failure) throw this.failure;
    if (asked.params.chatId !== chatId) throw new ApiFailure('chat_not_found');
    const answer = await this.answers.get(route)?.(asked);
    if (answer === undefined) throw ApiFailure.offline();
    return answer;
  }

  private page({ before, after, around }: Readonly<Record<string, number>>): MessagePage {
    const count = this.stored.length;
    let first = count - 50;
    if (before !== undefined) first = before - 51;
    if (after !== undefined) first = after;
    if (around !== undefined) first = around - 26;
    const messages = this.stored.slice(Math.max(0, first), Math.max(0, first + 50)).reverse();
    const newest = messages[0]?.seq ?? count;
    return { messages, hasOlder: first > 0, hasNewer: newest < count, change: this.change };
  }

  private catchUp({ seq = 0, change = 0 }: Readonly<Record<string, number>>): CatchUp {
    const changed = this.stored.filter((message) => message.seq <= seq && (message.change ?? 0) > change);
    return { tooFar: false, messages: this.stored.slice(seq), changed, change: this.change };
  }
}

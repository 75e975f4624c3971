import { type Message, type MessagePage, type RouteRequest, type routes } from '@parlour/contracts';
import { ApiFailure } from '../../core/api/api-failure';
import { chatId, messageOf } from './messages';

type ListMessages = RouteRequest<typeof routes.listMessages>;

/** The history of one chat, as the API gives it. */
export class FakeChatServer {
  /** In order of seq. */
  readonly stored: Message[] = [];
  readonly queries: ListMessages['query'][] = [];
  /** While set, every request fails with this. */
  failure: ApiFailure | null = null;
  /** Called before an answer is given. */
  beforeAnswer: () => void = () => undefined;

  /** Stores further messages of Ben. */
  store(count: number): void {
    for (let index = 0; index < count; index += 1) this.add({});
  }

  add(fields: Partial<Message>): Message {
    const message = messageOf({ seq: this.stored.length + 1, ...fields });
    this.stored.push(message);
    return message;
  }

  /** The part of `ApiClient` that a chat uses. */
  async call(_route: unknown, { params, query }: ListMessages): Promise<MessagePage> {
    this.queries.push(query);
    await Promise.resolve();
    if (this.failure) throw this.failure;
    if (params.chatId !== chatId) throw new ApiFailure('chat_not_found');
    const page = this.page(query);
    this.beforeAnswer();
    return page;
  }

  private page({ before, after, limit = 50 }: ListMessages['query']): MessagePage {
    const size = Number(limit);
    if (after !== undefined) {
      const later = this.stored.filter(({ seq }) => seq > Number(after));
      return {
        messages: later.slice(0, size).reverse(),
        hasOlder: Number(after) > 0,
        hasNewer: later.length > size,
        change: 0,
      };
    }
    const earlier = this.stored.filter(({ seq }) => before === undefined || seq < Number(before));
    return {
      messages: earlier.slice(-size).reverse(),
      hasOlder: earlier.length > size,
      hasNewer: before !== undefined,
      change: 0,
    };
  }
}

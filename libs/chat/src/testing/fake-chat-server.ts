import type { CatchUp, Message, MessagePage, SendMessageRequest, User } from '@parlour/contracts';
import { type Cursor, type Failure, type PagePlace } from '../ports';
import { quoteOf } from '../timeline/quote';
import { changeOf } from '../timeline/versions';
import { FakeConnection, type Weather } from './fake-connection';
import { type FakeClock } from './fake-clock';
import { ben, chatId, failure, messageOf } from './messages';

interface Stored extends Message {
  replyToId?: string;
}

/** One chat, as the API keeps it: numbers without gaps, changes with their cursor, one message per client message id. */
export class FakeChatServer {
  /** In order of seq. */
  private rows: Stored[] = [];
  private readonly connections = new Set<FakeConnection>();
  change = 0;
  pageItems = 50;
  catchUpMaxItems = 500;
  /** Answers to `send`, before anything is stored. */
  refusal: (request: SendMessageRequest) => Failure | null = () => null;

  constructor(private readonly clock: FakeClock) {}

  /** As everybody sees them now. */
  get messages(): readonly Message[] {
    return this.rows.map((row) => this.view(row));
  }

  connection(user: User, weather: Partial<Weather> = {}): FakeConnection {
    const connection = new FakeConnection(this, this.clock, user, weather);
    this.connections.add(connection);
    return connection;
  }

  /** Stores further messages of Ben, and tells of them. */
  store(count: number): void {
    for (let index = 0; index < count; index += 1) this.add({});
  }

  add(fields: Partial<Stored>): Message {
    const row = messageOf({ seq: this.rows.length + 1, author: ben, ...fields });
    this.rows.push(row);
    const message = this.view(row);
    for (const connection of this.connections) connection.tell('created', message);
    return message;
  }

  send(author: User, request: SendMessageRequest): Message {
    const refusal = this.refusal(request);
    if (refusal) throw refusal;
    const { clientMessageId, text, replyToId } = request;
    const known = this.rows.find(
      (row) => row.author.id === author.id && row.clientMessageId === clientMessageId,
    );
    if (known) return this.view(known);
    return this.add({ author, clientMessageId, text, ...(replyToId !== undefined && { replyToId }) });
  }

  edit(seq: number, text: string): Message | null {
    return this.alter(seq, (row) => ({ ...row, text, editedAt: this.moment() }));
  }

  remove(seq: number): Message | null {
    return this.alter(seq, (row) => {
      const tombstone = { ...row, text: '', deletedAt: this.moment() };
      delete tombstone.reactions;
      delete tombstone.replyToId;
      return tombstone;
    });
  }

  react(seq: number, emoji: string, userId: string): Message | null {
    return this.alter(seq, (row) => {
      const others = (row.reactions ?? []).filter((reaction) => reaction.emoji !== emoji);
      return { ...row, reactions: [...others, { emoji, userIds: [userId] }] };
    });
  }

  page(chat: string, place: PagePlace): MessagePage {
    if (chat !== chatId) throw failure('chat_not_found');
    const first = this.firstOfPage(place);
    const rows = this.rows.slice(Math.max(0, first), Math.max(0, first + this.pageItems));
    const last = rows.at(-1)?.seq ?? 0;
    return {
      messages: rows.map((row) => this.view(row)).reverse(),
      hasOlder: (rows[0]?.seq ?? 1) > 1,
      hasNewer: last < this.rows.length,
      change: this.change,
    };
  }

  catchUp(chat: string, { seq, change }: Cursor): CatchUp {
    if (chat !== chatId) throw failure('chat_not_found');
    const messages = this.rows.slice(seq);
    const changed = this.rows
      .slice(0, seq)
      .filter((row) => changeOf(row) > change)
      .sort((a, b) => changeOf(a) - changeOf(b));
    const tooFar = messages.length > this.catchUpMaxItems || changed.length > this.catchUpMaxItems;
    const views = (rows: readonly Stored[]) => (tooFar ? [] : rows.map((row) => this.view(row)));
    return { tooFar, messages: views(messages), changed: views(changed), change: this.change };
  }

  /** An index into the rows. */
  private firstOfPage(place: PagePlace): number {
    if ('after' in place) return place.after;
    if ('before' in place) return place.before - 1 - this.pageItems;
    const newest = this.rows.length - this.pageItems;
    return 'around' in place ? Math.min(place.around - 1 - (this.pageItems >> 1), newest) : newest;
  }

  private alter(seq: number, change: (row: Stored) => Stored): Message | null {
    const row = this.rows[seq - 1];
    if (!row || row.deletedAt !== undefined) return null;
    this.change += 1;
    const altered = { ...change(row), change: this.change };
    this.rows = this.rows.map((other) => (other === row ? altered : other));
    const message = this.view(altered);
    for (const connection of this.connections) connection.tell('changed', message);
    return message;
  }

  private view({ replyToId, ...row }: Stored): Message {
    const quoted = replyToId === undefined ? undefined : this.rows.find(({ id }) => id === replyToId);
    return quoted ? { ...row, replyTo: quoteOf(quoted) } : row;
  }

  private moment(): string {
    return new Date(this.clock.now()).toISOString();
  }
}

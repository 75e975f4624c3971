import { Conversation, OutboxQueue, type Timeline, quoteOf } from '@parlour/chat';
import { type Message } from '@parlour/contracts';
import { type FaultyWay } from './faulty-way';
import { type Person } from './person';
import { type Random } from './random';
import { TrialClock } from './trial-clock';
import { TrialConnection } from './trial-connection';
import { type WireWatch } from './wire-watch';

export interface TabInputs {
  readonly name: string;
  readonly person: Person;
  readonly way: FaultyWay;
  readonly chatId: string;
  readonly random: Random;
  readonly watch: WireWatch;
}

/** One tab with the chat open: the engine as the web app uses it. A reload leaves only what the browser has stored. */
export class TrialTab {
  readonly clock: TrialClock;
  readonly connection: TrialConnection;
  readonly outbox: OutboxQueue;
  readonly conversation: Conversation;
  /** The seqs of what was announced as new. */
  readonly fresh: number[] = [];
  private readonly page: ReturnType<Person['browser']['openTab']>;

  constructor(
    readonly inputs: TabInputs,
    leaptMs = 0,
  ) {
    this.clock = new TrialClock(leaptMs);
    const { person, way, watch, random, chatId } = inputs;
    const { clock } = this;
    this.page = person.browser.openTab();
    const bySocket = () => random.chance(0.6);
    this.connection = new TrialConnection({ person, way, clock, watch, bySocket });
    const { connection } = this;
    const { events } = connection;
    const common = { port: connection, clock, random: random.next };
    const { storage, lock } = this.page;
    this.outbox = new OutboxQueue({ ...common, storage, lock, connected$: events.connected$ });
    this.conversation = new Conversation({ ...common, chatId, events, outbox: this.outbox });
    this.conversation.fresh$.subscribe((messages) => this.fresh.push(...messages.map(({ seq }) => seq)));
    this.conversation.open();
  }

  get timeline(): Timeline {
    return this.conversation.timeline$.value;
  }

  write(text: string, replyTo?: Message): void {
    const { chatId, person, name } = this.inputs;
    const quoted = replyTo ? quoteOf(replyTo) : null;
    const clientMessageId = this.outbox.send({ chatId, text, replyTo: quoted });
    person.written.push({ clientMessageId, text, tab: name });
  }

  close(): void {
    this.connection.close();
    this.conversation.close();
    this.outbox.close();
    this.page.close();
    this.clock.stop();
  }
}

import { type Message } from '@parlour/contracts';
import { Conversation } from '../conversation/conversation';
import { OutboxQueue } from '../outbox/outbox-queue';
import type { FakeBrowser, FakeBrowserTab } from './fake-browser';
import { type FakeClock } from './fake-clock';
import { type FakeConnection } from './fake-connection';
import { chatId } from './messages';

/** One tab with one chat open. */
export class FakeTab {
  readonly outbox: OutboxQueue;
  readonly conversation: Conversation;
  readonly fresh: Message[] = [];
  private readonly tab: FakeBrowserTab;

  constructor(
    readonly connection: FakeConnection,
    browser: FakeBrowser,
    clock: FakeClock,
  ) {
    this.tab = browser.openTab();
    const { storage, lock } = this.tab;
    const { port, events } = connection;
    const common = { port, clock, random: () => 0 };
    const { connected$ } = events;
    this.outbox = new OutboxQueue({ ...common, connected$, storage, lock });
    this.conversation = new Conversation({ ...common, chatId, events, outbox: this.outbox });
    this.conversation.fresh$.subscribe((messages) => this.fresh.push(...messages));
  }

  get timeline() {
    return this.conversation.timeline$.value;
  }

  get texts(): string[] {
    return this.timeline.messages.map(({ text }) => text);
  }

  /** As `text: state`. */
  get outgoing(): string[] {
    return this.outbox.messages$.value.map(({ text, state }) => `${text}: ${state}`);
  }

  send(text: string): string {
    return this.outbox.send({ chatId, text });
  }

  /** Its memory is gone; what it stored is not. */
  close(): void {
    this.connection.cut();
    this.conversation.close();
    this.outbox.close();
    this.tab.close();
  }
}

import { FakeBrowser } from './fake-browser';
import { FakeChatServer } from './fake-chat-server';
import { FakeClock } from './fake-clock';
import { FakeTab } from './fake-tab';
import { anna } from './messages';

/** A browser of Anna's with one connected tab, where a chat is open. */
export class OutboxWorld {
  readonly clock = new FakeClock();
  readonly server = new FakeChatServer(this.clock);
  readonly browser = new FakeBrowser();
  tab = this.openTab();

  constructor() {
    this.tab.connection.connect();
  }

  /** What the server has stored, in its order. */
  get stored(): string[] {
    return this.server.messages.map(({ text }) => text);
  }

  settle(): Promise<void> {
    return this.clock.advance(0);
  }

  /** Not connected yet. */
  openTab(): FakeTab {
    const opened = new FakeTab(this.server.connection(anna), this.browser, this.clock);
    opened.conversation.open();
    return opened;
  }

  /** Anna closes the tab and opens the page again; it is not connected yet. */
  reload(): void {
    this.tab.close();
    this.tab = this.openTab();
  }

  /** Closes the tab, and waits for what was on its way. */
  async end(): Promise<void> {
    this.tab.close();
    await this.clock.advance(20_000);
  }
}

import { type Provider, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type Message } from '@parlour/contracts';
import { ApiClient } from '../../core/api/api-client';
import { Realtime } from '../../core/realtime/realtime';
import { Session } from '../../core/session/session';
import { FakeRealtime } from '../../core/testing/fake-realtime';
import { type Rendered, render } from '../../core/testing/rendered';
import { selfOf } from '../../core/testing/users';
import { ChatLog } from '../chat-log';
import { type ChatPlace } from '../chat-place';
import { ChatStore } from '../chat-store';
import { chatProviders } from '../provide-chat';
import { FakeChatLists } from './fake-chat-lists';
import { FakeChatServer } from './fake-chat-server';
import { scrollTo } from './fake-layout';
import { anna, ben, chatId } from './messages';

/** Anna looks at her chat with Ben. */
export class ChatWorld {
  readonly server = new FakeChatServer();
  readonly realtime = new FakeRealtime();
  readonly lists = new FakeChatLists();
  private rendered: Rendered<ChatLog> | null = null;

  readonly providers: Provider[] = [
    ...chatProviders,
    ...this.lists.providers,
    { provide: ApiClient, useValue: this.server },
    { provide: Realtime, useValue: this.realtime },
    { provide: Session, useValue: { user: signal(selfOf(anna)) } },
  ];

  get store(): ChatStore {
    return TestBed.inject(ChatStore);
  }

  get page(): Rendered<ChatLog> {
    if (!this.rendered) throw new Error('The log is not open');
    return this.rendered;
  }

  get log(): HTMLElement {
    return this.page.host.querySelector('[role=log]') ?? document.body;
  }

  async open(place: ChatPlace = { kind: 'direct', chatId, user: ben, canWrite: true }): Promise<void> {
    this.rendered = await render(ChatLog, this.providers, { emptyText: null, canCall: false });
    this.store.setPlace(place);
    await this.page.settle();
  }

  async tell(message: Message): Promise<void> {
    this.realtime.push('message:created', { message });
    await this.page.settle();
  }

  async scroll(top: number): Promise<void> {
    scrollTo(this.log, top);
    await this.page.settle();
  }

  /** Looks again in every turn, and sees also what does not last. */
  async until(check: () => boolean | undefined): Promise<void> {
    for (let turns = 0; turns < 200 && !check(); turns += 1)
      await new Promise((resolve) => setTimeout(resolve));
    if (!check()) throw new Error(`It never came: ${check.toString()}`);
  }

  row(seq: number): HTMLElement | null {
    return this.log.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
  }

  /** From the upper edge of the log, in px. */
  topOf(seq: number): number | undefined {
    return this.row(seq)?.getBoundingClientRect().top;
  }
}

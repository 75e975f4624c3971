import { ChatStore } from '../chat/chat-store';
import { messageOf } from '../chat/testing/messages';
import { FakeChatStore } from '../compose/testing/fake-chat-store';
import { ApiClient } from '../core/api/api-client';
import { Realtime } from '../core/realtime/realtime';
import { Session } from '../core/session/session';
import { FakeRealtime } from '../core/testing/fake-realtime';
import { FakeApi } from '../core/testing/people';
import { render } from '../core/testing/rendered';
import { anna, selfOf } from '../core/testing/users';
import { MessageSheet } from './message-sheet';

describe('the sheet of a message', () => {
  const message = messageOf({ seq: 7, author: anna, text: 'hello' });

  async function open() {
    const store = new FakeChatStore();
    const page = await render(
      MessageSheet,
      [
        { provide: ChatStore, useValue: store },
        { provide: ApiClient, useValue: new FakeApi() },
        { provide: Realtime, useValue: new FakeRealtime() },
        { provide: Session, useValue: { user: () => selfOf(anna) } },
      ],
      { message },
    );
    let closed = 0;
    page.fixture.componentInstance.closed.subscribe(() => (closed += 1));
    const touch = (name: string) => {
      page.button(name).dispatchEvent(new Event('pointerdown', { bubbles: true }));
      page.button(name).click();
      return page.settle();
    };
    return { page, store, touch, closed: () => closed };
  }

  test('is not pressed by the finger that has opened it', async () => {
    const { page, store, closed } = await open();
    document.dispatchEvent(new Event('pointerup'));
    page.button('Edit').click();
    await page.settle();
    expect(store.editing()).toBeNull();
    expect(closed()).toBe(0);
  });

  test('does what is touched next, and closes', async () => {
    const { page, store, touch, closed } = await open();
    document.dispatchEvent(new Event('pointerup'));
    page.button('Delete').click();
    await touch('Edit');
    expect(store.editing()?.message.seq).toBe(7);
    expect(closed()).toBe(1);
  });

  test('gives an emoji', async () => {
    const { store, touch, closed } = await open();
    await touch('React with 👍');
    expect(store.done).toEqual(['react 7 👍']);
    expect(closed()).toBe(1);
  });
});

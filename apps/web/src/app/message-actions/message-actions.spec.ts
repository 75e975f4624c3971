import { ChatStore } from '../chat/chat-store';
import { messageOf } from '../chat/testing/messages';
import { FakeChatStore } from '../compose/testing/fake-chat-store';
import { ApiClient } from '../core/api/api-client';
import { type Question, Confirm } from '../core/confirm/confirm-dialog';
import { Notices } from '../core/notices/notices';
import { Realtime } from '../core/realtime/realtime';
import { Session } from '../core/session/session';
import { FakeRealtime } from '../core/testing/fake-realtime';
import { FakeApi } from '../core/testing/people';
import { render } from '../core/testing/rendered';
import { anna, ben, cem, selfOf } from '../core/testing/users';
import { EmojiPicker } from '../emoji/emoji-picker';
import { Clipboard } from './clipboard';
import { MessageActions } from './message-actions';
import { Reactions } from './reactions';

const mine = messageOf({ seq: 7, author: anna, text: 'hello' });
const theirs = messageOf({ seq: 8, text: 'hello' });

class World {
  readonly store = new FakeChatStore();
  readonly api = new FakeApi();
  readonly copied: string[] = [];
  readonly said: string[] = [];
  readonly questions: Question[] = [];
  isSure = true;
  canCopy = true;
  picked: string | null = '🚀';

  readonly providers = [
    { provide: ChatStore, useValue: this.store },
    { provide: ApiClient, useValue: this.api },
    { provide: Realtime, useValue: new FakeRealtime() },
    { provide: Session, useValue: { user: () => selfOf(anna) } },
    { provide: Notices, useValue: { say: (key: string) => this.said.push(key) } },
    { provide: EmojiPicker, useValue: { pick: async () => this.picked } },
    {
      provide: Clipboard,
      useValue: {
        write: async (text: string) => {
          if (this.canCopy) this.copied.push(text);
          return this.canCopy;
        },
      },
    },
    {
      provide: Confirm,
      useValue: {
        ask: async (question: Question) => {
          this.questions.push(question);
          return this.isSure;
        },
      },
    },
  ];

  actions(message = mine) {
    return render(MessageActions, this.providers, { message });
  }

  reactions(message = mine) {
    return render(Reactions, this.providers, { message });
  }
}

const nameOf = (button: HTMLElement): string =>
  (button.getAttribute('aria-label') ?? button.textContent).replace(/\s+/g, ' ').trim();

describe('what one can do with a message', () => {
  const offered = async (world: World, message = mine) => {
    const page = await world.actions(message);
    await page.click('More');
    return page
      .buttons()
      .map(nameOf)
      .filter((name) => !/^(React|Add|More|Take)/.test(name));
  };

  test('of mine: everything', async () => {
    expect(await offered(new World())).toEqual([
      'Reply',
      'Edit',
      'Copy text',
      'Copy link',
      'Unread from here',
      'Delete',
    ]);
  });

  test('of somebody else: neither change it nor take it away', async () => {
    expect(await offered(new World(), theirs)).toEqual([
      'Reply',
      'Copy text',
      'Copy link',
      'Unread from here',
    ]);
  });

  test('of somebody else, in my own room: take it away, and not change it', async () => {
    const world = new World();
    world.store.isOwner.set(true);
    expect(await offered(world, theirs)).toEqual([
      'Reply',
      'Copy text',
      'Copy link',
      'Unread from here',
      'Delete',
    ]);
  });

  test('where nothing can be written: read, copy, and take mine away', async () => {
    const world = new World();
    world.store.canWrite.set(false);
    expect(await offered(world)).toEqual(['Copy text', 'Copy link', 'Unread from here', 'Delete']);
  });

  test('of a call: no more than point at it, and react', async () => {
    const call = { ringId: anna.id, video: false, outcome: 'answered', durationSeconds: 3 } as const;
    expect(await offered(new World(), { ...mine, text: '', call })).toEqual([
      'Reply',
      'Copy link',
      'Unread from here',
    ]);
  });

  test('that was edited and reacted to: see what it said, and who reacted', async () => {
    const reactions = [{ emoji: '👍', userIds: [ben.id] }];
    expect(await offered(new World(), { ...theirs, editedAt: theirs.createdAt, reactions })).toEqual(
      expect.arrayContaining(['Who reacted', 'What it said before']),
    );
  });

  test('is done: reply, edit, unread from here', async () => {
    const world = new World();
    const page = await world.actions();
    await page.click('Reply');
    expect(world.store.replying()?.seq).toBe(7);
    await page.click('Edit');
    expect(world.store.editing()?.text).toBe('hello');
    await page.click('More');
    await page.click('Unread from here');
    expect(world.store.done).toEqual(['unread from 7']);
  });

  test('copies the text, and a link that leads here; where the browser forbids it, it says so', async () => {
    const world = new World();
    const page = await world.actions();
    await page.click('More');
    await page.click('Copy text');
    await page.click('More');
    await page.click('Copy link');
    expect(world.copied).toEqual(['hello', `${location.origin}/rooms/sunday-lunch?message=7`]);
    world.canCopy = false;
    await page.click('More');
    await page.click('Copy text');
    expect(world.said).toEqual(['message.textCopied', 'message.linkCopied', 'message.notCopied']);
  });

  test('deletes after a question, which says whose message it is', async () => {
    const world = new World();
    world.store.isOwner.set(true);
    world.isSure = false;
    const page = await world.actions(theirs);
    await page.click('More');
    await page.click('Delete');
    expect(world.questions[0]?.text).toContain('Ben wrote it');
    expect(world.store.done).toEqual([]);
    world.isSure = true;
    await page.click('More');
    await page.click('Delete');
    expect(world.store.done).toEqual(['remove 8']);
  });

  test('keeps the bar while its menu is open', async () => {
    const page = await new World().actions();
    const busy: boolean[] = [];
    page.fixture.componentInstance.busy.subscribe((now) => busy.push(now));
    await page.click('More');
    expect(busy).toEqual([true]);
    await page.click('Copy link');
    expect(busy).toEqual([true, false]);
  });
});

describe('reactions', () => {
  const reacted = {
    ...theirs,
    reactions: [
      { emoji: '👍', userIds: [anna.id, ben.id] },
      { emoji: '🎉', userIds: [ben.id] },
    ],
  };

  test('are given at one click, and taken back at the next', async () => {
    const world = new World();
    const page = await world.actions(reacted);
    await page.click('Take 👍 back');
    await page.click('React with ❤️');
    await page.click('Add a reaction');
    expect(world.store.done).toEqual(['take back 8 👍', 'react 8 ❤️', 'react 8 🚀']);
  });

  test('show how many, and which are mine', async () => {
    const page = await new World().reactions(reacted);
    const shown = page.buttons().map((button) => [nameOf(button), button.getAttribute('aria-pressed')]);
    expect(shown).toEqual([
      ['👍, 2 reactions', 'true'],
      ['🎉, 1 reaction', 'false'],
      ['Add a reaction', null],
    ]);
  });

  test('are joined, and left, at a click', async () => {
    const world = new World();
    const page = await world.reactions(reacted);
    await page.click('👍, 2 reactions');
    await page.click('🎉, 1 reaction');
    expect(world.store.done).toEqual(['take back 8 👍', 'react 8 🎉']);
  });

  test('that are mine can be taken back where nothing can be written; none can be added', async () => {
    const world = new World();
    world.store.canWrite.set(false);
    const page = await world.reactions(reacted);
    await page.click('👍, 2 reactions');
    await page.click('🎉, 1 reaction');
    expect(world.store.done).toEqual(['take back 8 👍']);
    expect(page.buttons().map(nameOf)).not.toContain('Add a reaction');
  });

  test('are asked for their people when somebody points at them, once', async () => {
    const world = new World();
    world.api.answer('listReactions', () => ({ reactions: [{ emoji: '👍', users: [anna, cem] }] }));
    const page = await world.reactions(reacted);
    expect(world.api.asked).toEqual([]);
    for (const button of [page.button('👍, 2 reactions'), page.button('🎉, 1 reaction')])
      button.dispatchEvent(new Event('focus'));
    await page.settle();
    expect(world.api.asked).toHaveLength(1);
  });
});

import { type DirectChat, type Message, type Person } from '@parlour/contracts';
import { ApiFailure } from '../core/api/api-failure';
import { chatIdWith, directChatOf, directMessageOf, personOf } from '../core/testing/people';
import { anna, ben, cem } from '../core/testing/users';
import { layOutLogs, scrollTo } from '../chat/testing/fake-layout';
import { PeopleStage } from '../people/testing/people-stage';
import { DirectPage } from './direct-page';

const chatId = chatIdWith(ben);
const missed = { ringId: cem.id, video: true, outcome: 'missed' as const, durationSeconds: null };

// jsdom lays nothing out, and so has neither of them.
globalThis.ResizeObserver ??= class {
  observe(): void {
    // nothing changes its size here
  }
  unobserve(): void {
    // nothing changes its size here
  }
  disconnect(): void {
    // nothing changes its size here
  }
};
window.matchMedia ??= (media: string) => {
  const list = new EventTarget() as MediaQueryList;
  return Object.assign(list, {
    media,
    matches: false,
    addListener: () => undefined,
    removeListener: () => undefined,
  });
};

interface Setting {
  readonly person?: Partial<Person>;
  readonly chat?: Partial<DirectChat>;
  readonly messages?: readonly Message[];
}

async function open({ person = {}, chat = {}, messages = [] }: Setting = {}) {
  const lastMessage = messages.at(-1) ?? null;
  const stage = new PeopleStage([personOf(ben, person)], [directChatOf(ben, { lastMessage, ...chat })]);
  stage.api.answer('listMessages', () => ({
    messages: [...messages].reverse(),
    hasOlder: false,
    hasNewer: false,
    change: 0,
  }));
  stage.api.answer('catchUp', () => ({ tooFar: false, messages: [], changed: [], change: 0 }));
  const page = await stage.render(DirectPage, [], { chatId });
  const read = () => stage.realtime.sent('chat:read').map(({ seq }) => seq);
  return { stage, page, read };
}

describe('the page of a direct chat', () => {
  test('says whom one writes to and whether they are there, and calls them', async () => {
    const { stage, page } = await open({ person: { presence: { state: 'away', lastSeenAt: null } } });
    expect(page.host.querySelector('h1 .name')?.textContent).toBe('Ben');
    expect(page.host.querySelector('h1 .presence')?.textContent).toBe('Away');
    expect(document.title).toBe('Ben · Parlour');
    await page.click('Video call with Ben');
    expect(stage.calls).toEqual([`${ben.id} video`]);
  });

  test('shows a call among the messages in words, and calls back', async () => {
    const { stage, page } = await open({
      messages: [
        directMessageOf(ben, 1, { text: '', call: missed }),
        directMessageOf(ben, 2, {
          text: '',
          author: anna,
          call: { ...missed, outcome: 'answered', durationSeconds: 12 * 60 },
        }),
      ],
    });
    const notes = [...page.host.querySelectorAll('parlour-call-note p')].map((note) =>
      note.textContent.trim(),
    );
    expect(notes[0]).toContain('Missed video call');
    expect(notes[1]).toContain('Video call · 12 min');
    expect(page.buttons().filter((button) => button.textContent.trim() === 'Call back')).toHaveLength(1);
    await page.click('Call back');
    expect(stage.calls).toEqual([`${ben.id} video`]);
  });

  test('says that there is no such chat, and where to go', async () => {
    const stage = new PeopleStage([], []);
    stage.api.answer('getDirectChat', () => new ApiFailure('chat_not_found'));
    stage.api.answer('catchUp', () => ({ tooFar: false, messages: [], changed: [], change: 0 }));
    const page = await stage.render(DirectPage, [], { chatId });
    expect(page.text).toContain('There is no such chat');
    expect(page.host.querySelector('a')?.getAttribute('href')).toBe('/people');
  });

  test('says that it could not be opened, and tries again', async () => {
    const stage = new PeopleStage([], []);
    stage.api.answer('getDirectChat', () => ApiFailure.offline());
    stage.api.answer('listMessages', () => ({ messages: [], hasOlder: false, hasNewer: false, change: 0 }));
    stage.api.answer('catchUp', () => ({ tooFar: false, messages: [], changed: [], change: 0 }));
    const page = await stage.render(DirectPage, [], { chatId });
    expect(page.alert).toContain('cannot be reached');
    stage.api.answer('getDirectChat', () => directChatOf(ben));
    await page.click('Try again');
    expect(page.host.querySelector('h1')?.textContent).toContain('Ben');
  });
});

describe('where nothing can be written', () => {
  const closed = (state: DirectChat['state'], relation: Person['relation']) =>
    open({ chat: { state }, person: { relation } });

  test.each([
    ['not-friends', 'none', 'You are not friends', 'Add as a friend', 'requestFriend ben'],
    ['not-friends', 'outgoing', 'As soon as Ben accepts', 'Withdraw', 'withdrawRequest ben'],
    ['not-friends', 'incoming', 'Ben wants to be friends', 'Accept', 'acceptRequest ben'],
    ['blocked', 'blocked', 'You have blocked Ben', 'Unblock', 'unblockPerson ben'],
  ] as const)(
    'because of %s (%s), a sentence says so, and a button mends it',
    async (state, relation, words, button, asked) => {
      const { stage, page } = await closed(state, relation);
      expect(page.text).toContain(words);
      expect(document.querySelector('textarea')).toBeNull();
      expect(page.buttons().some((one) => one.getAttribute('aria-label')?.startsWith('Video call'))).toBe(
        false,
      );
      await page.click(button);
      expect(stage.api.asked).toContain(asked);
    },
  );

  test('because the account was deleted, nothing mends it', async () => {
    const { page } = await closed('deleted', 'none');
    expect(page.text).toContain('This account was deleted.');
    expect(document.querySelector('textarea')).toBeNull();
  });

  test('what was typed is there again when it is mended', async () => {
    const { stage, page } = await open();
    page.fill({ Message: 'Half a sent' });
    await page.settle();
    stage.realtime.push('direct-chat:changed', { chat: directChatOf(ben, { state: 'not-friends' }) });
    await page.settle();
    expect(document.querySelector('textarea')).toBeNull();
    stage.realtime.push('direct-chat:changed', { chat: directChatOf(ben) });
    await page.settle();
    expect(document.querySelector('textarea')?.value).toBe('Half a sent');
  });
});

describe('what is on the screen is read', () => {
  layOutLogs();
  const visibility = (state: DocumentVisibilityState) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
    document.dispatchEvent(new Event('visibilitychange'));
  };
  afterEach(() => visibility('visible'));

  test('when the chat is opened, and as messages come', async () => {
    const { stage, page, read } = await open({ messages: [directMessageOf(ben, 1)], chat: { unread: 1 } });
    expect(read()).toEqual([1]);
    stage.realtime.push('message:created', { message: directMessageOf(ben, 2) });
    await page.settle();
    expect(read()).toEqual([1, 2]);
  });

  test('not while the page is hidden, but when it is back', async () => {
    const { stage, page, read } = await open({ messages: [directMessageOf(ben, 1)] });
    visibility('hidden');
    await page.settle();
    stage.realtime.push('message:created', { message: directMessageOf(ben, 2) });
    await page.settle();
    expect(read()).toEqual([1]);
    visibility('visible');
    await page.settle();
    expect(read()).toEqual([1, 2]);
  });

  test('not while one has scrolled up to read older ones', async () => {
    const messages = Array.from({ length: 40 }, (_, index) => directMessageOf(ben, index + 1));
    const { stage, page, read } = await open({ messages });
    expect(read()).toEqual([40]);
    const log = page.host.querySelector('[role=log]');
    if (!log) throw new Error('There is no log');
    scrollTo(log, 0);
    await page.settle();
    stage.realtime.push('message:created', { message: directMessageOf(ben, 41) });
    await page.settle();
    expect(read()).toEqual([40]);
  });

  test('again where the server did not hear of it', async () => {
    const { stage, page, read } = await open({ messages: [directMessageOf(ben, 1)] });
    stage.realtime.lose();
    stage.api.answer('listDirectChats', () => ({
      chats: [directChatOf(ben, { lastMessage: directMessageOf(ben, 1), unread: 1 })],
    }));
    stage.realtime.comeBack();
    await page.settle();
    expect(read()).toEqual([1, 1]);
  });
});

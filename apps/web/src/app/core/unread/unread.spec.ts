import { Component, inject } from '@angular/core';
import { heard } from '../testing/heard';
import { directChatOf, directMessageOf, personOf } from '../testing/people';
import { roomChatOf, roomOf } from '../testing/rooms';
import { render } from '../testing/rendered';
import { ben } from '../testing/users';
import { PageTitle } from '../page-title';
import { PeopleStage } from '../../people/testing/people-stage';
import { appBadge, browserBadge } from './app-badge';
import { TotalUnread } from './total-unread';
import { UnreadBadge } from './unread-badge';

@Component({ selector: 'parlour-test-page', template: '' })
class TestPage {
  constructor() {
    inject(TotalUnread).show();
  }
}

describe('how much is unread anywhere', () => {
  test('stands in the title of the tab and on the icon of the app, and goes with who is signed in', async () => {
    const shown: number[] = [];
    const stage = new PeopleStage(
      [personOf(ben)],
      [directChatOf(ben, { lastMessage: directMessageOf(ben, 2), unread: 2 })],
    );
    stage.api.answer('listRooms', () => ({ rooms: [roomOf()], hasMore: false }));
    stage.api.answer('listRoomChats', () => ({ chats: [roomChatOf({ unread: 3, lastSeq: 3 })] }));
    const page = await stage.render(TestPage, [
      { provide: appBadge, useValue: (count: number) => shown.push(count) },
    ]);
    page.fixture.debugElement.injector.get(PageTitle).setTitle('Home · Parlour');
    expect(document.title).toBe('(5) Home · Parlour');
    expect(shown.at(-1)).toBe(5);
    page.fixture.destroy();
    expect(document.title).toBe('Home · Parlour');
    expect(shown.at(-1)).toBe(0);
  });
});

describe('the badge on the icon of the app', () => {
  test('is a number, and gone where there is none', () => {
    const asked: string[] = [];
    const badge = browserBadge({
      setAppBadge: async (count) => void asked.push(`set ${count}`),
      clearAppBadge: async () => void asked.push('clear'),
    });
    badge(3);
    badge(0);
    expect(asked).toEqual(['set 3', 'clear']);
  });

  test('is not missed where the browser has none, or refuses it', async () => {
    browserBadge({})(3);
    browserBadge(undefined)(0);
    browserBadge({ setAppBadge: () => Promise.reject(new Error('not installed')) })(3);
    await new Promise((resolve) => setTimeout(resolve));
  });
});

describe('what is unread in a row of a list', () => {
  const badge = async (loud: number, quiet: number, mentions: number) => {
    const { host } = await render(UnreadBadge, [], { attention: { loud, quiet, mentions } });
    const seen = [...host.querySelectorAll('[aria-hidden]')].map((one) => one.textContent).join(' ');
    return { seen, heard: heard(host), quiet: host.querySelector('.quiet') !== null };
  };

  test('is a number, and words', async () => {
    expect(await badge(2, 5, 0)).toEqual({ seen: '2', heard: 'Unread: 2', quiet: false });
  });

  test('has a sign where it names me', async () => {
    expect(await badge(2, 0, 1)).toEqual({
      seen: '@ 2',
      heard: 'Mentions of you: 1 Unread: 2',
      quiet: false,
    });
  });

  test('is dim where it calls for no attention', async () => {
    expect(await badge(0, 5, 0)).toEqual({ seen: '5', heard: 'Unread, muted: 5', quiet: true });
  });

  test('is nothing where nothing is', async () => {
    expect(await badge(0, 0, 0)).toEqual({ seen: '', heard: '', quiet: false });
  });
});

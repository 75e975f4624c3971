import { Component, inject } from '@angular/core';
import { MATERIAL_ANIMATIONS } from '@angular/material/core';
import { directChatOf, directMessageOf, personOf } from '../core/testing/people';
import { recordNavigation } from '../core/testing/record-navigation';
import { anotherChat, roomChatOf, roomOf } from '../core/testing/rooms';
import { ben, cem } from '../core/testing/users';
import { PeopleStage } from '../people/testing/people-stage';
import { QuickSwitcher } from './quick-switcher';

@Component({
  selector: 'parlour-test-page',
  template: '<p>page</p>',
  host: { '(document:keydown)': 'switcher.handleKey($event)' },
})
class TestPage {
  protected readonly switcher = inject(QuickSwitcher);
}

const plans = anotherChat('Plans');
const bens = directChatOf(ben, { lastMessage: directMessageOf(ben, 1), unread: 1 });

async function open() {
  const stage = new PeopleStage([personOf(ben), personOf(cem)], [bens]);
  stage.api.answer('listRooms', () => ({ rooms: [roomOf()], hasMore: false }));
  stage.api.answer('listRoomChats', () => ({ chats: [roomChatOf(), plans] }));
  const page = await stage.render(TestPage, [
    { provide: MATERIAL_ANIMATIONS, useValue: { animationsDisabled: true } },
  ]);
  const wentTo = recordNavigation();
  const line = () => document.querySelector<HTMLInputElement>('[role=combobox]');
  const press = async (key: string, more: KeyboardEventInit = {}) => {
    (line() ?? document.body).dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
    );
    await page.settle();
  };
  const type = async (text: string) => {
    page.fill({ 'Go to a room, a chat or a person': text });
    await page.settle();
  };
  const options = () =>
    [...document.querySelectorAll('[role=option] .words')].map((one) =>
      one.textContent.replace(/\s+/g, ' ').trim(),
    );
  const chosen = () => document.querySelector('[aria-selected=true] .words')?.textContent.trim();
  await press('k', { ctrlKey: true });
  return { page, wentTo, line, press, type, options, chosen };
}

describe('the quick switcher', () => {
  test('opens by its keys, with what is unread first, and closes by them', async () => {
    const { line, options, press } = await open();
    expect(line()).not.toBeNull();
    expect(options()).toEqual(['Ben @ben', 'Lunch', 'Plans Lunch', 'Cem @cem', 'Search messages']);
    await press('k', { metaKey: true });
    expect(line()).toBeNull();
  });

  test('leaves other keys alone', async () => {
    const { line, press } = await open();
    await press('k', { ctrlKey: true });
    for (const more of [{}, { ctrlKey: true, shiftKey: true }, { ctrlKey: true, altKey: true }])
      await press('k', more);
    expect(line()).toBeNull();
  });

  test('goes to a chat of a room by the beginning of its name', async () => {
    const { wentTo, press, type, chosen, line } = await open();
    await type('pl');
    expect(chosen()).toContain('Plans');
    await press('Enter');
    expect(wentTo).toEqual([`/rooms/lunch/${plans.id}`]);
    expect(line()).toBeNull();
  });

  test('is gone through by the arrows, around its ends', async () => {
    const { press, chosen, line } = await open();
    expect(chosen()).toContain('Ben');
    await press('ArrowUp');
    expect(chosen()).toBe('Search messages');
    await press('ArrowDown');
    await press('ArrowDown');
    expect(chosen()).toBe('Lunch');
    expect(
      document.getElementById(line()?.getAttribute('aria-activedescendant') ?? '')?.textContent,
    ).toContain('Lunch');
  });

  test('searches the messages for what is no name', async () => {
    const { wentTo, press, type, options } = await open();
    await type('pumpkin soup');
    expect(options()).toEqual(['Search messages for “pumpkin soup”']);
    await press('Enter');
    expect(wentTo).toEqual(['/search?q=pumpkin%20soup']);
  });

  test('takes what is clicked', async () => {
    const { page, wentTo } = await open();
    document.querySelector<HTMLElement>('[role=option]')?.click();
    await page.settle();
    expect(wentTo).toEqual([`/direct/${bens.id}`]);
  });
});

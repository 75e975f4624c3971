import { type SearchPage as Found } from '@parlour/contracts';
import { ApiFailure } from '../core/api/api-failure';
import { chatIdWith, directMessageOf, personOf } from '../core/testing/people';
import { recordNavigation } from '../core/testing/record-navigation';
import { anotherChat, roomChatOf, roomMessageOf, roomOf } from '../core/testing/rooms';
import { anna, ben } from '../core/testing/users';
import { PeopleStage } from '../people/testing/people-stage';
import { SearchPage } from './search-page';

const plans = anotherChat('Plans');
const found: Found = {
  terms: ['pumpkin'],
  hasMore: false,
  hits: [
    {
      place: {
        kind: 'room',
        chatId: plans.id,
        roomId: roomOf().id,
        slug: 'lunch',
        roomTitle: 'Lunch',
        chatName: 'Plans',
        main: false,
      },
      message: roomMessageOf(5, { chatId: plans.id, text: '<img src=x> **Pumpkin** soup' }),
      previous: roomMessageOf(4, { chatId: plans.id, text: 'What do we cook?', author: anna }),
      next: roomMessageOf(6, {
        chatId: plans.id,
        text: '',
        deletedAt: '2026-11-21T11:00:00.000Z',
        change: 1,
      }),
    },
    {
      place: { kind: 'direct', chatId: chatIdWith(ben), user: ben },
      message: directMessageOf(ben, 2, { text: 'My pumpkin' }),
      previous: null,
      next: null,
    },
  ],
};

async function open(q: string | undefined, answer: () => unknown = () => found) {
  const stage = new PeopleStage([personOf(ben)]);
  stage.api.answer('listRooms', () => ({ rooms: [roomOf()], hasMore: false }));
  stage.api.answer('listRoomChats', () => ({ chats: [roomChatOf(), plans] }));
  stage.api.answer('search', answer);
  const page = await stage.render(SearchPage, [], { q });
  const wentTo = recordNavigation();
  const line = page.input('Search messages') as HTMLInputElement;
  const press = async (key: string, on: Element = line) => {
    on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await page.settle();
  };
  const type = async (text: string) => {
    page.fill({ 'Search messages': text });
    await page.settle();
  };
  const links = () => [...page.host.querySelectorAll<HTMLAnchorElement>('.results a')];
  const options = () =>
    [...page.host.querySelectorAll('[role=option] code')].map((option) => option.textContent.trim());
  return { stage, page, wentTo, line, press, type, links, options };
}

describe('the search page', () => {
  test('shows what was found in its surroundings, marked, as text, and leads there', async () => {
    const { page, links } = await open('pumpkin');
    const [first, second] = [...page.host.querySelectorAll('parlour-search-hit')];
    expect(first?.querySelector('.place')?.textContent).toContain('Lunch');
    expect(first?.querySelector('.place')?.textContent).toContain('Plans');
    expect(first?.querySelector('.text')?.textContent.trim()).toBe('<img src=x> Pumpkin soup');
    expect(first?.querySelector('img[src="x"]')).toBeNull();
    expect([...(first?.querySelectorAll('mark') ?? [])].map((mark) => mark.textContent)).toEqual(['Pumpkin']);
    const beside = [...(first?.querySelectorAll('.beside') ?? [])].map((line) =>
      line.textContent.replace(/\s+/g, ' ').trim(),
    );
    expect(beside).toEqual(['Anna What do we cook?', 'Ben This message was deleted.']);
    expect(second?.querySelector('.place')?.textContent).toContain('Ben');
    expect(links().map((link) => link.getAttribute('href'))).toEqual([
      `/rooms/lunch/${plans.id}?message=5`,
      `/direct/${chatIdWith(ben)}?message=2`,
    ]);
    expect(links()[0]?.getAttribute('aria-label')).toMatch(/^Open the message by Ben in Lunch, Plans, /);
    expect(page.host.querySelector('[role=status]')?.textContent).toContain('2 messages found');
  });

  test('says what can be searched for while nothing is, and writes it into the line', async () => {
    const { stage, page, line, options } = await open(undefined);
    expect(stage.api.asked).not.toContain('search');
    await page.click(/^from:ben/);
    expect(line.value).toBe('from:');
    expect(document.activeElement).toBe(line);
    expect(options()).toEqual(['from:me', 'from:ben']);
  });

  test('does not look for anything before it is said what for in which chat', async () => {
    const { stage, line, wentTo, type, page } = await open('in:lunch in:#Plans ');
    expect(line.value).toBe('in:lunch in:#Plans ');
    expect(stage.api.asked.some((asked) => asked.startsWith('search'))).toBe(false);
    await type('in:lunch in:#Plans soup');
    await page.submit();
    expect(wentTo).toEqual(['/search?q=in:lunch%20in:%23Plans%20soup']);
  });

  test('offers what can stand behind a colon, to be taken by keys alone', async () => {
    const { line, press, type, options, wentTo, page } = await open(undefined);
    await type('soup in:#');
    expect(options()).toEqual(['in:lunch in:#General', 'in:lunch in:#Plans']);
    expect(line.getAttribute('aria-expanded')).toBe('true');
    await press('ArrowDown');
    await press('ArrowDown');
    expect(document.getElementById(line.getAttribute('aria-activedescendant') ?? '')?.textContent).toContain(
      'Plans',
    );
    await press('Enter');
    expect(line.value).toBe('soup in:lunch in:#Plans ');
    expect(wentTo).toEqual([]);
    await type('soup from:');
    await press('Escape');
    expect(options()).toEqual([]);
    await page.submit();
    expect(wentTo).toEqual(['/search?q=soup%20from:']);
  });

  test('is gone through by the arrows, down from the line and back to it', async () => {
    const { line, press, links } = await open('pumpkin');
    await press('ArrowDown');
    expect(document.activeElement).toBe(links()[0]);
    await press('ArrowDown', document.activeElement ?? line);
    expect(document.activeElement).toBe(links()[1]);
    await press('ArrowUp', document.activeElement ?? line);
    await press('ArrowUp', document.activeElement ?? line);
    expect(document.activeElement).toBe(line);
  });

  test('names what cannot be understood, and helps', async () => {
    const issues = [{ path: 'q', code: 'not_a_day', message: 'before: A day is written like 2026-11-21.' }];
    const { page } = await open('before:yesterday', () => new ApiFailure('search_invalid', { issues }));
    expect(page.alert).toContain('This search cannot be understood.');
    expect(page.alert).toContain('before: A day is written like 2026-11-21.');
    expect(page.text).toContain('What you can search for');
    expect(page.buttons().some((button) => button.textContent.trim() === 'Try again')).toBe(false);
  });

  test('tries again where the server was out of reach', async () => {
    const { stage, page, links } = await open('pumpkin', () => ApiFailure.offline());
    expect(page.alert).toContain('cannot be reached');
    stage.api.answer('search', () => found);
    await page.click('Try again');
    expect(links()).toHaveLength(2);
  });

  test('says that there is nothing, and what to try', async () => {
    const { page } = await open('zebra', () => ({ hits: [], terms: ['zebra'], hasMore: false }));
    expect(page.text).toContain('Nothing found');
    expect(page.text).toContain('Try fewer of them');
  });

  test('shows more on demand', async () => {
    const { stage, page, links } = await open('pumpkin', () => ({ ...found, hasMore: true }));
    stage.api.answer('search', () => ({
      ...found,
      hits: [{ ...found.hits[1], message: directMessageOf(ben, 1) }],
    }));
    await page.click('Show more');
    expect(links()).toHaveLength(3);
    expect(page.buttons().some((button) => button.textContent.trim() === 'Show more')).toBe(false);
  });
});

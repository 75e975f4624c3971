import { type Person } from '@parlour/contracts';
import { ApiFailure } from '../core/api/api-failure';
import { personOf } from '../core/testing/people';
import { type Rendered } from '../core/testing/rendered';
import { ben, cem, userNamed } from '../core/testing/users';
import { typingPauseMs } from './person-search-store';
import { PeoplePage } from './people-page';
import { PeopleStage } from './testing/people-stage';

/** Who types pauses at once: nobody waits in a test. */
const noPause = [{ provide: typingPauseMs, useValue: 0 }];

const setUp = async (...people: Person[]) => {
  const stage = new PeopleStage(people);
  return { stage, page: await stage.render(PeoplePage, noPause) };
};

/** `Friends: Ben, Cem`: what stands under each heading. */
const lists = ({ host }: Rendered<unknown>): string[] =>
  [...host.querySelectorAll('section')].map((section) => {
    const title = section.querySelector('h2')?.textContent.replace(/\s+/g, ' ').trim() ?? '';
    const names = [...section.querySelectorAll('.name')].map((name) => name.textContent.trim());
    return `${title}: ${names.join(', ')}`;
  });

const found = ({ host }: Rendered<unknown>): string[] =>
  [...host.querySelectorAll('parlour-person-search .name')].map((name) => name.textContent.trim());

const line = ({ host }: Rendered<unknown>): string | undefined =>
  host.querySelector('#person-search-line')?.textContent.trim();

const type = async (page: Rendered<unknown>, text: string) => {
  page.fill({ 'Find somebody by username': text });
  await page.settle();
};

describe('the page of people', () => {
  test('shows who wants to be friends first, then friends, whom I asked, and whom I block', async () => {
    const { page } = await setUp(
      personOf(userNamed('dora'), { relation: 'blocked' }),
      personOf(userNamed('eli'), { relation: 'outgoing' }),
      personOf(ben),
      personOf(cem, { relation: 'incoming' }),
    );
    expect(lists(page)).toEqual([
      'Friend requests 1: Cem',
      'Friends 1: Ben',
      'Requests you sent 1: Eli',
      'Blocked by you 1: Dora',
    ]);
  });

  test('says to who has no friends yet how one comes by them', async () => {
    const { page } = await setUp();
    expect(page.text).toContain('No friends here yet');
    expect(page.text).toContain('@anna');
  });

  test('says in words that it could not be read, and reads again', async () => {
    const stage = new PeopleStage([]);
    stage.api.answer('listFriends', () => ApiFailure.offline());
    const page = await stage.render(PeoplePage);
    expect(page.alert).toContain('cannot be reached');
    stage.api.answer('listFriends', () => ({ people: [personOf(ben)] }));
    await page.click('Try again');
    expect(lists(page)).toEqual(['Friends 1: Ben']);
  });

  test('turns a request into a friend, who can be called right there', async () => {
    const { stage, page } = await setUp(personOf(ben, { relation: 'incoming' }));
    stage.api.answer('acceptRequest', () => personOf(ben));
    await page.click('Accept the request of Ben');
    expect(lists(page)).toEqual(['Friends 1: Ben']);
    await page.click('Video call with Ben');
    await page.click('Voice call with Ben');
    expect(stage.calls).toEqual([`${ben.id} video`, `${ben.id} voice`]);
  });

  test('lets a request be declined, and one’s own be withdrawn', async () => {
    const { stage, page } = await setUp(
      personOf(ben, { relation: 'incoming' }),
      personOf(cem, { relation: 'outgoing' }),
    );
    stage.api.answer('declineRequest', () => personOf(ben, { relation: 'none' }));
    stage.api.answer('withdrawRequest', () => personOf(cem, { relation: 'none' }));
    await page.click('Decline the request of Ben');
    await page.click('Withdraw your request to Cem');
    expect(lists(page)).toEqual([]);
  });

  test('lets somebody be unblocked', async () => {
    const { stage, page } = await setUp(personOf(ben, { relation: 'blocked' }));
    stage.api.answer('unblockPerson', () => personOf(ben, { relation: 'none' }));
    await page.click('Unblock Ben');
    expect(lists(page)).toEqual([]);
  });

  test('says in words what failed, and shows what is true', async () => {
    const { stage, page } = await setUp(personOf(ben, { relation: 'incoming' }));
    stage.api.answer('acceptRequest', () => new ApiFailure('too_many_people'));
    await page.click('Accept the request of Ben');
    expect(document.querySelector('mat-snack-bar-container')?.textContent).toBeTruthy();
    expect(lists(page)).toEqual(['Friend requests 1: Ben']);
  });

  test('follows what happens elsewhere', async () => {
    const { stage, page } = await setUp();
    stage.realtime.push('person:changed', { person: personOf(ben, { relation: 'incoming' }) });
    await page.settle();
    expect(lists(page)).toEqual(['Friend requests 1: Ben']);
  });
});

describe('who looks for somebody', () => {
  test('finds them by the beginning of their username, and adds them with one click', async () => {
    const { stage, page } = await setUp();
    stage.api.answer('findPeople', () => ({ people: [personOf(ben, { relation: 'none' })] }));
    stage.api.answer('requestFriend', () => personOf(ben, { relation: 'outgoing' }));
    await type(page, ' @Be ');
    expect(stage.api.asked).toContain('findPeople be');
    expect(found(page)).toEqual(['Ben']);
    expect(line(page)).toBe('1 person found');
    await page.click('Add Ben as a friend');
    expect(page.text).toContain('Asked');
    expect(lists(page)).toEqual(['Requests you sent 1: Ben']);
  });

  test('never gets an older answer over a newer one', async () => {
    const { stage, page } = await setUp();
    const slow = Promise.withResolvers<unknown>();
    stage.api.answer('findPeople', ({ query }) =>
      query?.['username'] === 'b' ? slow.promise : { people: [personOf(cem, { relation: 'none' })] },
    );
    await type(page, 'b');
    await type(page, 'c');
    slow.resolve({ people: [personOf(ben, { relation: 'none' })] });
    await page.settle();
    expect(found(page)).toEqual(['Cem']);
  });

  test.each([
    ['ben@example.org', 'never by e-mail address'],
    ['be n', 'letters a to z'],
    ['a'.repeat(21), 'at most 20'],
  ])('is told without asking anybody that %s is no username', async (text, words) => {
    const { stage, page } = await setUp();
    await type(page, text);
    expect(line(page)).toContain(words);
    expect(stage.api.asked.some((asked) => asked.startsWith('findPeople'))).toBe(false);
  });

  test('goes from the field to the results with the arrow, and clears with Escape', async () => {
    const { stage, page } = await setUp();
    stage.api.answer('findPeople', () => ({ people: [personOf(ben, { relation: 'none' })] }));
    await type(page, 'be');
    const field = page.input('Find somebody by username');
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    expect(document.activeElement?.textContent).toContain('Ben');
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await page.settle();
    expect(found(page)).toEqual([]);
    expect(document.activeElement).toBe(field);
  });

  test('is told when looking failed, and can look again', async () => {
    const { stage, page } = await setUp();
    stage.api.answer('findPeople', () => ApiFailure.offline());
    await type(page, 'be');
    expect(page.alert).toContain('cannot be reached');
    stage.api.answer('findPeople', () => ({ people: [personOf(ben, { relation: 'none' })] }));
    await page.click('Try again');
    await type(page, 'be');
    expect(found(page)).toEqual(['Ben']);
  });
});

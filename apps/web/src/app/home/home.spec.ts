import { type Person } from '@parlour/contracts';
import { personOf } from '../core/testing/people';
import { ben, cem, userNamed } from '../core/testing/users';
import { PeopleStage } from '../people/testing/people-stage';
import { Home } from './home';

async function setUp(...people: Person[]) {
  const stage = new PeopleStage(people);
  stage.api.answer('listRooms', () => ({ rooms: [], hasMore: false }));
  stage.realtime.answer('lobby:watch', () => ({}));
  const page = await stage.render(Home);
  const links = () => [...page.host.querySelectorAll('a')].map((link) => link.getAttribute('href'));
  return { stage, page, links };
}

describe('the first page', () => {
  test('says to who is new what to do: create a room, or add a friend', async () => {
    const { page, links } = await setUp();
    expect(page.text).toContain('Hello, Anna');
    expect(page.button('Create a room')).toBeTruthy();
    expect(links()).toContain('/people?find=');
  });

  test('shows who wants to be friends; with one click they are, with a second one calls them', async () => {
    const { stage, page } = await setUp(personOf(ben, { relation: 'incoming' }));
    stage.api.answer('acceptRequest', () => personOf(ben));
    await page.click('Accept the request of Ben');
    expect(page.text).not.toContain('Friend requests');
    await page.click('Video call with Ben');
    expect(stage.calls).toEqual([`${ben.id} video`]);
  });

  test('shows a few friends, those who are there first, and leads to all of them', async () => {
    const others = ['d', 'e', 'f', 'g', 'h'].map((name) =>
      personOf(userNamed(name), { presence: { state: 'offline', lastSeenAt: null } }),
    );
    const { page, links } = await setUp(...others, personOf(cem));
    const names = [...page.host.querySelectorAll('parlour-person-row .name')];
    expect(names.map((name) => name.textContent.trim())).toEqual(['Cem', 'D', 'E', 'F', 'G']);
    expect(page.text).toContain('All friends (6)');
    expect(links()).toContain('/people');
  });

  test('does not jump when the friends come later than the rooms', async () => {
    const stage = new PeopleStage([]);
    const friends = Promise.withResolvers<{ people: Person[] }>();
    stage.api.answer('listFriends', () => friends.promise);
    stage.api.answer('listRooms', () => ({ rooms: [], hasMore: false }));
    stage.realtime.answer('lobby:watch', () => ({}));
    const page = await stage.render(Home);
    expect(page.text).not.toContain('A quiet house');
    friends.resolve({ people: [] });
    await page.settle();
    expect(page.text).toContain('A quiet house');
  });
});

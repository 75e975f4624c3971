import { type DirectChat } from '@parlour/contracts';
import { directChatOf, directMessageOf, personOf } from '../core/testing/people';
import { anna, ben, userNamed } from '../core/testing/users';
import { PeopleStage } from '../people/testing/people-stage';
import { ChatList } from './chat-list';

async function setUp(chats: readonly DirectChat[], inputs: Readonly<Record<string, unknown>> = {}) {
  const stage = new PeopleStage([personOf(ben, { presence: { state: 'dnd', lastSeenAt: null } })], chats);
  const page = await stage.render(ChatList, [], inputs);
  const rows = () =>
    [...page.host.querySelectorAll('a')].map((row) => row.textContent.replace(/\s+/g, ' ').trim());
  const last = () => [...page.host.querySelectorAll('.last')].map((line) => line.textContent.trim());
  return { stage, page, rows, last };
}

const call = { ringId: ben.id, video: false, outcome: 'missed' as const, durationSeconds: null };

describe('the list of chats', () => {
  test('shows the last line of each: theirs, mine as mine, and a call in words', async () => {
    const [cem, dora, eli] = [userNamed('cem'), userNamed('dora'), userNamed('eli')];
    const { last } = await setUp([
      directChatOf(ben, { lastMessage: directMessageOf(ben, 9, { text: 'See you' }) }),
      directChatOf(cem, { lastMessage: directMessageOf(cem, 8, { text: 'Fine', author: anna }) }),
      directChatOf(dora, { lastMessage: directMessageOf(dora, 7, { text: '', call }) }),
      directChatOf(eli),
    ]);
    expect(last()).toEqual(['See you', 'You: Fine', 'Missed voice call', 'No messages yet']);
  });

  test('says in words what is unread, and whether somebody is there', async () => {
    const { rows } = await setUp([
      directChatOf(ben, { lastMessage: directMessageOf(ben, 120), unread: 100 }),
    ]);
    expect(rows()[0]).toContain('Does not want to be disturbed');
    expect(rows()[0]).toContain('99+');
    expect(rows()[0]).toContain('Unread: 100');
  });

  test('follows what is written and where', async () => {
    const { stage, page, rows } = await setUp([
      directChatOf(ben, { lastMessage: directMessageOf(ben, 1) }),
      directChatOf(userNamed('cem')),
    ]);
    stage.realtime.push('message:created', {
      message: directMessageOf(userNamed('cem'), 2, { text: 'Hello' }),
    });
    await page.settle();
    expect(rows()[0]).toContain('Cem');
    expect(rows()[0]).toContain('Unread: 1');
  });

  test('that is long shows a few, and those with something unread, until one wants all', async () => {
    const chats = ['a', 'b', 'c', 'd', 'e'].map((name, index) =>
      directChatOf(userNamed(name), {
        lastMessage: directMessageOf(userNamed(name), 9 - index),
        unread: name === 'd' ? 1 : 0,
      }),
    );
    const { page, rows } = await setUp(chats, { max: 2 });
    expect(rows()).toHaveLength(3);
    expect(rows()[2]).toContain('D');
    await page.click('Show 2 more');
    expect(rows()).toHaveLength(5);
  });
});

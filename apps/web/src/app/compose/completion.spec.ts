import { anna, ben } from '../core/testing/users';
import { ApiFailure } from '../core/api/api-failure';
import { chatId, messageOf } from '../chat/testing/messages';
import { completionAt, codeAt } from './completion-query';
import { ComposeWorld } from './testing/compose-world';

describe('what could be completed', () => {
  test.each([
    ['hi @an', { kind: 'person', from: 3, query: 'an' }],
    ['@', { kind: 'person', from: 0, query: '' }],
    ['(@an', { kind: 'person', from: 1, query: 'an' }],
    ['so :ta', { kind: 'emoji', from: 3, query: 'ta' }],
    [':+1', { kind: 'emoji', from: 0, query: '+1' }],
  ])('at the end of %j is %j', (text, query) => {
    expect(completionAt(text, text.length)).toEqual(query);
  });

  test.each(['me@an', '@an ', ':t', 'at 10:30', 'http://x', '`@an', '```\n:ta', 'x@y.@z'])(
    'at the end of %j is nothing',
    (text) => expect(completionAt(text, text.length)).toBeNull(),
  );

  test('is judged by where the caret is', () => {
    expect(completionAt('@anna and', 3)).toEqual({ kind: 'person', from: 0, query: 'an' });
  });

  test('a code counts once it is closed', () => {
    expect(codeAt('x :tada:', 8)).toEqual({ from: 2, code: 'tada' });
    expect(codeAt('`:tada:', 7)).toBeNull();
    expect(codeAt('10:30:', 6)).toBeNull();
  });
});

describe('while one types', () => {
  let world: ComposeWorld;
  beforeEach(async () => {
    world = new ComposeWorld();
    await world.open();
  });

  test('@ offers the others of the room, and everybody', async () => {
    await world.type('@');
    expect(world.options).toEqual(['Ben @ben', 'Cem @cem', '@room Everybody in the room']);
  });

  test('a name that is written already leaves Enter free to send', async () => {
    await world.type('hi @cem');
    expect(world.options).toEqual([]);
    await world.press('Enter');
    expect(world.store.done).toHaveLength(1);
  });

  test('the list is there for who listens: what is active, and that there is one', async () => {
    await world.type('@');
    const list = document.querySelector('[role=listbox]');
    expect(world.box.getAttribute('aria-controls')).toBe(list?.id);
    const activeId = () => world.box.getAttribute('aria-activedescendant');
    expect(document.getElementById(activeId() ?? '')?.textContent).toContain('@ben');
    await world.press('ArrowDown');
    expect(document.getElementById(activeId() ?? '')?.textContent).toContain('@cem');
    expect(document.getElementById(activeId() ?? '')?.getAttribute('aria-selected')).toBe('true');
    await world.press('Escape');
    expect(activeId()).toBeNull();
  });

  test.each(['Enter', 'Tab'])('%s takes the one that is active', async (key) => {
    await world.type('hi @');
    await world.press('ArrowDown');
    await world.press(key);
    expect(world.store.draft()).toBe('hi @cem ');
    expect(world.store.done).toEqual([]);
    expect(world.options).toEqual([]);
  });

  test('a click takes the one that is clicked, and the focus stays in the text', async () => {
    world.box.focus();
    await world.type('@c');
    const option = document.querySelector('[role=option]');
    const down = new Event('pointerdown', { bubbles: true, cancelable: true });
    option?.dispatchEvent(down);
    await world.page.settle();
    expect(down.defaultPrevented).toBe(true);
    expect(world.store.draft()).toBe('@cem ');
    expect(document.activeElement).toBe(world.box);
  });

  test('Escape puts the list away until something else is begun, and gives nothing up', async () => {
    world.store.startReply(messageOf({ seq: 1 }));
    await world.type('@b');
    await world.press('Escape');
    await world.type('e');
    expect(world.options).toEqual([]);
    expect(world.store.replying()).not.toBeNull();
    await world.type(' @c');
    expect(world.options).toEqual(['Cem @cem']);
  });

  test('in a chat of two the other one is offered, without asking the server', async () => {
    world.store.place.set({ kind: 'direct', chatId, user: ben, canWrite: true });
    await world.type('@');
    expect(world.options).toEqual(['Ben @ben']);
    expect(world.api.asked.filter((asked) => asked.startsWith('listMembers'))).toEqual([]);
  });

  test('an answer to what was typed before shows nothing', async () => {
    const answers: ((value: unknown) => void)[] = [];
    world.api.answer('listMembers', () => new Promise((resolve) => answers.push(resolve)));
    await world.type('@b');
    await world.type(' x');
    for (const answer of answers)
      answer({ members: [{ user: ben, role: 'member', joinedAt: anna.id }], hasMore: false });
    await world.page.settle();
    expect(world.options).toEqual([]);
  });

  test('a server out of reach offers nobody, and hinders nothing', async () => {
    world.api.answer('listMembers', () => ApiFailure.offline());
    await world.type('@b');
    expect(world.options).toEqual([]);
    await world.press('Enter');
    expect(world.store.done).toEqual(['send @b']);
  });

  test(':ta offers emoji, and Enter takes one', async () => {
    await world.type('so :tad');
    expect(world.options[0]).toContain(':tada:');
    await world.press('Enter');
    expect(world.store.draft()).toBe('so 🎉 ');
  });

  test(':tada: becomes the emoji when it is closed', async () => {
    await world.type('so :tada:');
    expect(world.store.draft()).toBe('so 🎉');
  });
});

import { limits } from '@parlour/contracts';
import { messageOf } from '../chat/testing/messages';
import { anna } from '../core/testing/users';
import { ComposeWorld } from './testing/compose-world';

describe('the box that one writes in', () => {
  let world: ComposeWorld;

  beforeEach(async () => {
    world = new ComposeWorld();
    await world.open();
  });

  test('sends with Enter, and is empty then', async () => {
    await world.type('hello');
    expect((await world.press('Enter')).defaultPrevented).toBe(true);
    expect(world.store.done).toEqual(['send hello']);
    expect(world.box.value).toBe('');
  });

  test.each([
    ['Shift and Enter', { shiftKey: true }],
    ['Enter that ends a composition', { isComposing: true }],
  ])('leaves %s to the text', async (_, more) => {
    await world.type('hello');
    expect((await world.press('Enter', more)).defaultPrevented).toBe(false);
    expect(world.store.done).toEqual([]);
  });

  test('with a finger sends by its button: Enter breaks the line', async () => {
    world.coarse = true;
    await world.type('hello');
    expect((await world.press('Enter')).defaultPrevented).toBe(false);
    await world.page.submit();
    expect(world.store.done).toEqual(['send hello']);
  });

  test('sends nothing that is blank', async () => {
    await world.type(' \n ');
    await world.press('Enter');
    expect(world.store.done).toEqual([]);
  });

  test('counts down what is left, and holds back what is too long', async () => {
    world.store.draft.set('x'.repeat(limits.messageMaxChars - 1));
    await world.page.settle();
    expect(world.page.text).toContain('1 characters left');
    await world.type('xyz');
    expect(world.page.text).toContain('2 characters too many');
    expect(world.box.getAttribute('aria-invalid')).toBe('true');
    await world.press('Enter');
    expect(world.store.done).toEqual([]);
  });

  describe('formats', () => {
    test.each([
      ['b', 'a **word** here'],
      ['i', 'a *word* here'],
      ['e', 'a `word` here'],
      ['k', 'a [word](https://) here'],
    ])('what is selected with Ctrl and %s', async (key, text) => {
      world.store.draft.set('a word here');
      await world.page.settle();
      world.box.setSelectionRange(2, 6);
      expect((await world.press(key, { ctrlKey: true })).defaultPrevented).toBe(true);
      expect(world.store.draft()).toBe(text);
    });

    test.each(['e', 'k'])(
      'nothing with Ctrl and %s where nothing is selected: the page has it',
      async (key) => {
        await world.type('hello');
        expect((await world.press(key, { ctrlKey: true })).defaultPrevented).toBe(false);
        expect(world.store.draft()).toBe('hello');
      },
    );
  });

  describe('a reply', () => {
    const message = messageOf({ seq: 3, text: '**what** do you think?' });

    test('says to what, and goes with the message', async () => {
      world.store.startReply(message);
      await world.page.settle();
      expect(world.page.text).toContain('Reply to Ben');
      expect(world.page.text).toContain('what do you think?');
      expect(document.activeElement).toBe(world.box);
      await world.type('good');
      await world.press('Enter');
      expect(world.store.done).toEqual(['send good to 3']);
    });

    test('is given up with Escape, and by its button', async () => {
      world.store.startReply(message);
      await world.page.settle();
      await world.press('Escape');
      expect(world.store.replying()).toBeNull();
      world.store.startReply(message);
      await world.page.settle();
      await world.page.click('Do not reply');
      expect(world.store.replying()).toBeNull();
    });
  });

  describe('an edit', () => {
    const message = messageOf({ seq: 5, author: anna, text: 'as it was' });

    test('begins with what the message says, and leaves the draft alone', async () => {
      await world.type('a draft');
      world.store.startEdit(message);
      await world.page.settle();
      expect(world.box.value).toBe('as it was');
      await world.type(' once');
      await world.press('Enter');
      expect(world.store.done).toEqual(['edit 5 as it was once']);
      expect(world.box.value).toBe('a draft');
    });

    test('that changes nothing says nothing', async () => {
      world.store.startEdit(message);
      await world.page.settle();
      await world.press('Enter');
      expect(world.store.editing()).toBeNull();
      expect(world.store.done).toEqual([]);
    });

    test('is left with Escape', async () => {
      world.store.startEdit(message);
      await world.page.settle();
      await world.type(' not');
      await world.press('Escape');
      expect(world.store.editing()).toBeNull();
      expect(world.box.value).toBe('');
    });

    test('of the last message begins with ArrowUp, in an empty box only', async () => {
      world.store.last = message;
      await world.type('x');
      await world.press('ArrowUp');
      expect(world.store.editing()).toBeNull();
      world.store.draft.set('');
      await world.page.settle();
      await world.press('ArrowUp');
      expect(world.box.value).toBe('as it was');
    });
  });
});

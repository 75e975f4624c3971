import { type Rendered, render } from '../core/testing/rendered';
import { EmojiPanel } from './emoji-panel';
import { RecentEmoji } from './recent-emoji';
import { TestBed } from '@angular/core/testing';

describe('choosing an emoji', () => {
  let page: Rendered<EmojiPanel>;
  const chosen: string[] = [];

  const cells = () => [...page.host.querySelectorAll<HTMLElement>('.grid button')];
  const press = async (target: HTMLElement, key: string) => {
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await page.settle();
  };
  async function open(): Promise<void> {
    page = await render(EmojiPanel);
    page.fixture.componentInstance.chosen.subscribe((emoji) => chosen.push(emoji));
    await page.settle();
  }

  beforeEach(() => {
    chosen.length = 0;
    localStorage.clear();
  });

  test('begins with the smileys, and shows another group at a click', async () => {
    await open();
    expect(cells()[0]?.getAttribute('aria-label')).toBe('grinning face');
    await page.click('Flags');
    expect(cells()[0]?.getAttribute('aria-label')).toBe('chequered flag');
  });

  test('by its name takes the first with Enter', async () => {
    await open();
    page.fill({ 'Search emoji': 'tada' });
    await page.settle();
    await press(page.input('Search emoji'), 'Enter');
    expect(chosen).toEqual(['🎉']);
  });

  test('goes by the arrows through rows of eight, and is one stop of the Tab key', async () => {
    await open();
    await press(page.input('Search emoji'), 'ArrowDown');
    const at = () => cells().indexOf(document.activeElement as HTMLElement);
    expect(at()).toBe(0);
    const path: number[] = [];
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'ArrowUp', 'End', 'Home']) {
      await press(document.activeElement as HTMLElement, key);
      path.push(at());
    }
    expect(path).toEqual([1, 9, 8, 0, 0, cells().length - 1, 0]);
    expect(cells().filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
  });

  test('begins with those that were used last, the latest first, also after a reload', async () => {
    await open();
    const recent = TestBed.inject(RecentEmoji);
    for (const emoji of ['🎉', '👍', '🎉']) recent.note(emoji);
    TestBed.resetTestingModule();
    document.body.replaceChildren();
    await open();
    expect(cells().map(({ textContent }) => textContent.trim())).toEqual(['🎉', '👍']);
  });

  test('is closed with Escape', async () => {
    await open();
    let closed = 0;
    page.fixture.componentInstance.closed.subscribe(() => (closed += 1));
    await press(page.input('Search emoji'), 'Escape');
    expect(closed).toBe(1);
  });
});

/** Nearer to the end than this counts as being there: half a line must not stop the chat from following. */
const endWithinPx = 48;
/** Where one is led to stands so far below the upper edge, as a part of the height: with something to come from above it. */
const landingAt = 0.25;

interface Anchor {
  readonly key: string;
  /** From the upper edge of the list, in px. */
  readonly top: number;
}

/**
 * Keeps what one reads where it is. At the end the list follows what is new; anywhere else the message at the upper
 * edge stays in its place, whatever is added or removed before or after it. (The browser's own scroll anchoring does not
 * act at the very top, and Safari has none.)
 */
export class ScrollKeeper {
  private anchor: Anchor | null = null;
  private following = true;

  constructor(private readonly list: () => HTMLElement | undefined) {}

  get atEnd(): boolean {
    return this.following;
  }

  /** The person has scrolled. */
  note(): void {
    const list = this.shown();
    if (!list) return;
    this.following = list.scrollHeight - list.scrollTop - list.clientHeight < endWithinPx;
    this.anchor = this.following ? null : firstVisible(list);
  }

  /** The list has changed, or its size. */
  restore(): void {
    const list = this.shown();
    if (!list) return;
    if (this.following) list.scrollTop = list.scrollHeight;
    else if (this.anchor) this.putBack(list, this.anchor);
  }

  toEnd(): void {
    this.following = true;
    this.anchor = null;
    this.restore();
  }

  /** Puts a line where it is read, unless the list ends before. */
  toLine(line: Element): void {
    const list = this.shown();
    if (!list) return;
    list.scrollTop += topIn(list, line) - list.clientHeight * landingAt;
    this.note();
  }

  /** The last line that is on the screen in full, or fills it; null where there is none. */
  lastShown(selector: string): HTMLElement | null {
    const list = this.shown();
    if (!list) return null;
    const lines = list.querySelectorAll<HTMLElement>(selector);
    for (let index = lines.length - 1; index >= 0; index--) {
      const line = lines[index];
      if (line && isShown(list, line)) return line;
    }
    return null;
  }

  private shown(): HTMLElement | null {
    const list = this.list();
    return list && list.clientHeight > 0 ? list : null;
  }

  private putBack(list: HTMLElement, anchor: Anchor): void {
    const lines = [...list.querySelectorAll<HTMLElement>('[data-key]')];
    const line = lines.find(({ dataset }) => dataset['key'] === anchor.key);
    if (line) list.scrollTop += topIn(list, line) - anchor.top;
  }
}

function isShown(list: HTMLElement, line: HTMLElement): boolean {
  const top = topIn(list, line);
  const bottom = top + line.offsetHeight;
  // A pixel of play: positions are fractions where the page is zoomed.
  return bottom > 0 && (bottom <= list.clientHeight + 1 || top <= 0);
}

function firstVisible(list: HTMLElement): Anchor | null {
  for (const line of list.querySelectorAll<HTMLElement>('[data-key]')) {
    const top = topIn(list, line);
    const { key } = line.dataset;
    if (key && top + line.offsetHeight > 0) return { key, top };
  }
  return null;
}

const topIn = (list: HTMLElement, line: Element): number =>
  line.getBoundingClientRect().top - list.getBoundingClientRect().top;

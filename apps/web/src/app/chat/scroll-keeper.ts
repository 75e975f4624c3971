import { type ElementRef } from '@angular/core';

/** Nearer to the end than this counts as being there: half a line must not stop the chat from following. */
const endWithinPx = 48;

interface Anchor {
  readonly key: string;
  /** From the upper edge of the list, in px. */
  readonly top: number;
}

/**
 * Keeps what one reads where it is. At the end the list follows what is new; anywhere else the message at the upper
 * edge stays in its place, whatever is added before or after it. (The browser's own scroll anchoring does not act at
 * the very top, and Safari has none.)
 */
export class ScrollKeeper {
  private anchor: Anchor | null = null;
  private following = true;

  constructor(private readonly list: () => ElementRef<HTMLElement> | undefined) {}

  get atEnd(): boolean {
    return this.following;
  }

  /** The person has scrolled. */
  note(): void {
    const list = this.list()?.nativeElement;
    if (!list || list.clientHeight === 0) return;
    this.following = list.scrollHeight - list.scrollTop - list.clientHeight < endWithinPx;
    this.anchor = this.following ? null : firstVisible(list);
  }

  /** The list has changed, or its size. */
  restore(): void {
    const list = this.list()?.nativeElement;
    if (!list || list.clientHeight === 0) return;
    if (this.following) list.scrollTop = list.scrollHeight;
    else if (this.anchor) this.putBack(list, this.anchor);
  }

  toEnd(behavior: ScrollBehavior = 'instant'): void {
    const list = this.list()?.nativeElement;
    this.following = true;
    this.anchor = null;
    list?.scrollTo({ top: list.scrollHeight, behavior });
  }

  private putBack(list: HTMLElement, anchor: Anchor): void {
    const line = list.querySelector(`[data-key="${CSS.escape(anchor.key)}"]`);
    if (line) list.scrollTop += topIn(list, line) - anchor.top;
  }
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

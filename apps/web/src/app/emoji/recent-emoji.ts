import { DOCUMENT, Injectable, inject, signal } from '@angular/core';
import { isEmoji } from '@parlour/contracts';

const key = 'parlour.emoji';
const kept = 24;

/** The emoji that were used last in this browser, the latest first. */
@Injectable({ providedIn: 'root' })
export class RecentEmoji {
  private readonly window = inject(DOCUMENT).defaultView;
  private readonly used = signal(this.read());

  readonly emoji = this.used.asReadonly();

  note(emoji: string): void {
    this.used.update((used) => [emoji, ...used.filter((one) => one !== emoji)].slice(0, kept));
    try {
      this.window?.localStorage.setItem(key, JSON.stringify(this.used()));
    } catch {
      // Storage is blocked or full: they are known as long as the page lives.
    }
  }

  private read(): readonly string[] {
    try {
      const stored: unknown = JSON.parse(this.window?.localStorage.getItem(key) ?? '[]');
      return Array.isArray(stored)
        ? stored.filter((one) => typeof one === 'string' && isEmoji(one)).slice(0, kept)
        : [];
    } catch {
      return [];
    }
  }
}

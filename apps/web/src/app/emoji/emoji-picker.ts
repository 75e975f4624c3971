import { Injectable, Injector, inject } from '@angular/core';

/** Lets somebody choose an emoji, beside what was clicked; on a phone from below. Its code and data come with the first. */
@Injectable({ providedIn: 'root' })
export class EmojiPicker {
  private readonly injector = inject(Injector);

  /** Null where none was chosen. The focus is where it was. */
  async pick(anchor: HTMLElement): Promise<string | null> {
    try {
      const { EmojiOverlay } = await import('./emoji-overlay');
      return await this.injector.get(EmojiOverlay).pick(anchor);
    } catch {
      return null; // out of reach: the next click tries again
    }
  }
}

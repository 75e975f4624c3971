import { DOCUMENT, Injectable, inject } from '@angular/core';
import { Session } from '../core/session/session';

/**
 * What was typed and not sent, per chat: there again after changing rooms and after a reload of the tab. Kept under
 * the person's id, so that nobody who signs in after them in the same tab is shown it.
 */
@Injectable({ providedIn: 'root' })
export class Drafts {
  private readonly storage = storageOf(inject(DOCUMENT).defaultView);
  private readonly session = inject(Session);
  private readonly inMemory = new Map<string, string>();

  read(chatId: string): string {
    const key = this.key(chatId);
    return this.inMemory.get(key) ?? this.storage?.getItem(key) ?? '';
  }

  write(chatId: string, text: string): void {
    const key = this.key(chatId);
    this.inMemory.set(key, text);
    try {
      if (text) this.storage?.setItem(key, text);
      else this.storage?.removeItem(key);
    } catch {
      // The storage is full: the draft lives as long as the page.
    }
  }

  private key(chatId: string): string {
    return `parlour.draft.${this.session.user()?.id ?? ''}.${chatId}`;
  }
}

/** Reading the property throws where the person has blocked storage. */
function storageOf(window: Window | null): Storage | null {
  try {
    return window?.sessionStorage ?? null;
  } catch {
    return null;
  }
}

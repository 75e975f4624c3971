import { DOCUMENT, Injectable, inject } from '@angular/core';
import { type Quote, quote } from '@parlour/contracts';
import { Session } from '../core/session/session';

/** What was written and not sent. */
export interface Draft {
  readonly text: string;
  readonly replyTo: Quote | null;
}

export const emptyDraft: Draft = { text: '', replyTo: null };

/**
 * What was typed and not sent, per chat: there again after changing rooms, a reload, a crash. Kept under the person's id,
 * so that nobody who signs in after them is shown it, and forgotten when they log out.
 */
@Injectable({ providedIn: 'root' })
export class Drafts {
  private readonly storage = storageOf(inject(DOCUMENT).defaultView);
  private readonly session = inject(Session);
  private readonly inMemory = new Map<string, Draft>();

  read(chatId: string): Draft {
    const key = this.key(chatId);
    return this.inMemory.get(key) ?? parsed(this.storage?.getItem(key)) ?? emptyDraft;
  }

  write(chatId: string, { text, replyTo }: Draft): void {
    const key = this.key(chatId);
    this.inMemory.set(key, { text, replyTo });
    try {
      if (text || replyTo) this.storage?.setItem(key, JSON.stringify({ text, replyTo }));
      else this.storage?.removeItem(key);
    } catch {
      // The storage is full: the draft lives as long as the page.
    }
  }

  /** All of this person's. */
  forget(userId: string): void {
    const prefix = prefixOf(userId);
    this.inMemory.clear();
    for (const key of Object.keys(this.storage ?? {}))
      if (key.startsWith(prefix)) this.storage?.removeItem(key);
  }

  private key(chatId: string): string {
    return prefixOf(this.session.user()?.id ?? '') + chatId;
  }
}

const prefixOf = (userId: string): string => `parlour.draft.${userId}.`;

function parsed(kept: string | null | undefined): Draft | null {
  try {
    const { text, replyTo } = JSON.parse(kept ?? '') as Record<string, unknown>;
    return { text: String(text), replyTo: quote.nullable().parse(replyTo) };
  } catch {
    return null; // there is none, or it is of another version
  }
}

/** Reading the property throws where the person has blocked storage. */
function storageOf(window: Window | null): Storage | null {
  try {
    return window?.localStorage ?? null;
  } catch {
    return null;
  }
}

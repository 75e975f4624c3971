import { Injectable, computed, inject, signal } from '@angular/core';
import { type User } from '@parlour/contracts';
import { ChatStore } from '../chat/chat-store';
import { findEmoji } from '../emoji/emoji-search';
import { EmojiStore } from '../emoji/emoji-store';
import { type CompletionQuery, completionAt } from './completion-query';
import { MentionCandidates } from './mention-candidates';

/** One thing to choose; `insert` is what is written then. */
export type Suggestion =
  | { readonly kind: 'person'; readonly insert: string; readonly user: User }
  | { readonly kind: 'everybody'; readonly insert: string }
  | { readonly kind: 'emoji'; readonly insert: string; readonly unicode: string; readonly code: string };

const emojiMax = 8;

/** What could stand where somebody is typing `@an` or `:ta`, and which of it is about to be taken. */
@Injectable()
export class Completion {
  private readonly store = inject(ChatStore);
  private readonly people = inject(MentionCandidates);
  private readonly emoji = inject(EmojiStore);
  private readonly offered = signal<readonly Suggestion[]>([]);
  private readonly at = signal(0);
  private query: CompletionQuery | null = null;
  /** What was put away by Escape stays away until another one is begun. */
  private dismissedFrom: number | null = null;
  private asked = 0;

  readonly suggestions = this.offered.asReadonly();
  readonly isOpen = computed(() => this.offered().length > 0);
  readonly active = this.at.asReadonly();

  /** With every change of the text, and of where the caret is. The last one counts. */
  async update(text: string, caret: number): Promise<void> {
    const query = completionAt(text, caret);
    const asked = ++this.asked;
    if (query?.from !== this.dismissedFrom) this.dismissedFrom = null;
    if (!query || this.dismissedFrom !== null) return this.show(null, []);
    const found =
      query.kind === 'person' ? await this.findPeople(query.query) : await this.findEmoji(query.query);
    if (asked === this.asked) this.show(query, found);
  }

  /** Goes round at the ends. */
  move(by: -1 | 1): void {
    const count = this.offered().length;
    if (count > 0) this.at.update((at) => (at + by + count) % count);
  }

  /** What is to be written from where to the caret; the list is closed then. */
  accept(index = this.at()): { readonly from: number; readonly insert: string } | null {
    const suggestion = this.offered()[index];
    const { query } = this;
    if (!suggestion || !query) return null;
    this.close();
    return { from: query.from, insert: suggestion.insert };
  }

  dismiss(): void {
    this.dismissedFrom = this.query?.from ?? null;
    this.close();
  }

  close(): void {
    this.asked += 1;
    this.show(null, []);
  }

  private show(query: CompletionQuery | null, suggestions: readonly Suggestion[]): void {
    const before = this.offered()[this.at()]?.insert;
    this.query = query;
    this.offered.set(suggestions);
    this.at.set(
      Math.max(
        0,
        suggestions.findIndex(({ insert }) => insert === before),
      ),
    );
  }

  private async findPeople(query: string): Promise<readonly Suggestion[]> {
    const place = this.store.place();
    if (!place) return [];
    const users = await this.people.find(place, query);
    const everybody = place.kind === 'room' && 'room'.startsWith(query.toLowerCase());
    const found: readonly Suggestion[] = [
      ...users.map((user): Suggestion => ({ kind: 'person', insert: `@${user.username} `, user })),
      ...(everybody ? [{ kind: 'everybody', insert: '@room ' } as const] : []),
    ];
    // Nothing is left to complete, and Enter is free to send.
    const isWritten = found.length === 1 && found[0]?.insert === `@${query.toLowerCase()} `;
    return isWritten ? [] : found;
  }

  private async findEmoji(query: string): Promise<readonly Suggestion[]> {
    const found = findEmoji(await this.emoji.all(), query, emojiMax);
    return found.map(({ unicode, codes, label }) => ({
      kind: 'emoji',
      insert: `${unicode} `,
      unicode,
      code: codes[0] ?? label,
    }));
  }
}

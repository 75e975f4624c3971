import { Injectable, computed, inject } from '@angular/core';
import { RecentEmoji } from '../emoji/recent-emoji';

const usual = ['👍', '❤️', '😂', '🎉', '😮', '😢'];

/** The emoji that are one click away: those of old, and then what was used last. */
@Injectable({ providedIn: 'root' })
export class QuickReactions {
  private readonly recent = inject(RecentEmoji);

  /** For the narrow bar. */
  readonly few = usual.slice(0, 3);
  /** For the sheet. */
  readonly more = computed(() => [...new Set([...this.few, ...this.recent.emoji(), ...usual])].slice(0, 6));
}

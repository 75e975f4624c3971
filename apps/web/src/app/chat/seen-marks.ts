import { Injectable, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type SeenMark, type User, limits, routes } from '@parlour/contracts';
import { ApiClient } from '../core/api/api-client';
import { Realtime } from '../core/realtime/realtime';
import { Session } from '../core/session/session';
import { type ChatPlace } from './chat-place';

/** How far one of the others has read. */
export interface Seen {
  readonly user: User;
  readonly lastReadSeq: number;
}

/** How far the others have read a chat of two or a small room; nothing elsewhere, and for who does not show their own. */
@Injectable()
export class SeenMarks {
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  private readonly where = signal<ChatPlace | null>(null);
  private readonly marks = signal<ReadonlyMap<string, number>>(new Map());
  private readonly people = signal<ReadonlyMap<string, User>>(new Map());
  /** Another with each chat: an answer for the one before is of no use. */
  private era = 0;

  private readonly shows = computed(() => {
    const place = this.where();
    if (!place || this.session.user()?.showRead !== true) return false;
    return place.kind === 'direct' || place.members <= limits.seenMaxMembers;
  });

  readonly all = computed((): readonly Seen[] => {
    if (!this.shows()) return [];
    const people = this.people();
    const seen: Seen[] = [];
    for (const [userId, lastReadSeq] of this.marks()) {
      const user = people.get(userId);
      if (user) seen.push({ user, lastReadSeq });
    }
    return seen;
  });

  constructor() {
    const realtime = inject(Realtime);
    realtime
      .on('chat:seen')
      .pipe(takeUntilDestroyed())
      .subscribe(({ chatId, ...mark }) => chatId === this.where()?.chatId && this.handleSeen(mark));
    realtime.connected$.pipe(takeUntilDestroyed()).subscribe(() => void this.load());
  }

  /** To be called with every change of the place. */
  setPlace(place: ChatPlace): void {
    const before = this.where();
    this.where.set(place);
    if (before?.chatId === place.chatId) return;
    this.era++;
    this.marks.set(new Map());
    this.people.set(new Map(place.kind === 'direct' ? [[place.user.id, place.user]] : []));
    void this.load();
  }

  /** What cannot be read now is read with the next connection: nobody waits for it. */
  private async load(): Promise<void> {
    const place = this.where();
    if (!place || !this.shows()) return;
    const { era } = this;
    try {
      const { seen } = await this.api.call(routes.listSeenMarks, { params: { chatId: place.chatId } });
      if (era !== this.era) return;
      for (const mark of seen) this.move(mark);
      if (seen.some(({ userId }) => !this.people().has(userId))) await this.loadPeople();
    } catch {
      return;
    }
  }

  private async loadPeople(): Promise<void> {
    const place = this.where();
    if (place?.kind !== 'room') return;
    const { era } = this;
    const { members } = await this.api.call(routes.listMembers, {
      params: { slug: place.slug },
      query: { limit: limits.seenMaxMembers },
    });
    if (era === this.era) this.people.set(new Map(members.map(({ user }) => [user.id, user])));
  }

  private handleSeen(mark: SeenMark): void {
    this.move(mark);
    if (this.shows() && !this.people().has(mark.userId)) void this.loadPeople().catch(() => undefined);
  }

  /** Told and read may cross: nobody reads backwards. */
  private move({ userId, lastReadSeq }: SeenMark): void {
    if ((this.marks().get(userId) ?? 0) >= lastReadSeq) return;
    this.marks.update((marks) => new Map([...marks, [userId, lastReadSeq]]));
  }
}

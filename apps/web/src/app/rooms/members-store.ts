import { Injectable, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type RoomMember, limits, routes } from '@parlour/contracts';
import { ApiClient } from '../core/api/api-client';
import { ApiFailure } from '../core/api/api-failure';
import { LatestReading } from '../core/realtime/latest-reading';
import { Realtime } from '../core/realtime/realtime';

export type MembersState = 'loading' | 'ready' | 'failed';

/** The members of a room, for as long as their list is open. */
@Injectable()
export class MembersStore {
  private readonly api = inject(ApiClient);
  private readonly realtime = inject(Realtime);
  private readonly list = signal<readonly RoomMember[]>([]);
  private readonly current = signal<MembersState>('loading');
  private readonly more = signal(false);
  private slug = '';
  private roomId = '';
  private readonly reading = new LatestReading();

  readonly members = this.list.asReadonly();
  readonly state = this.current.asReadonly();
  readonly hasMore = this.more.asReadonly();

  constructor() {
    this.realtime
      .on('room:member-joined')
      .pipe(takeUntilDestroyed())
      .subscribe(({ roomId, member }) => {
        if (roomId === this.roomId) this.include(member);
      });
    this.realtime
      .on('room:member-left')
      .pipe(takeUntilDestroyed())
      .subscribe(({ roomId, userId, ownerId }) => {
        if (roomId === this.roomId) this.exclude(userId, ownerId);
      });
    this.realtime.connected$.pipe(takeUntilDestroyed()).subscribe(() => this.slug && void this.load());
  }

  open(slug: string, roomId: string): void {
    this.slug = slug;
    this.roomId = roomId;
    void this.load();
  }

  async load(): Promise<void> {
    try {
      const page = await this.reading.read(() => this.page(undefined));
      if (!page) return;
      this.list.set(page.members);
      this.more.set(page.hasMore);
      this.current.set('ready');
    } catch {
      if (this.current() === 'loading') this.current.set('failed');
    }
  }

  /** Rejects with an ApiFailure; the list stays as it is. */
  async loadMore(): Promise<void> {
    const { era } = this.reading;
    const page = await this.page(this.list().at(-1)?.user.id);
    if (era !== this.reading.era) return;
    for (const member of page.members) this.include(member);
    this.more.set(page.hasMore);
  }

  /** Rejects with an ApiFailure. */
  async add(username: string): Promise<RoomMember> {
    const member = await this.api.call(routes.addMember, { params: { slug: this.slug, username } });
    this.include(member);
    return member;
  }

  /** Rejects with an ApiFailure. */
  async remove({ user }: RoomMember): Promise<void> {
    try {
      await this.api.call(routes.removeMember, { params: { slug: this.slug, username: user.username } });
    } catch (error) {
      // Somebody who has left meanwhile is as gone as was wished.
      if (ApiFailure.of(error).code !== 'user_not_found') throw error;
    }
    this.reading.outdate();
    this.list.update((members) => members.filter((member) => member.user.id !== user.id));
  }

  private page(after: string | undefined) {
    return this.api.call(routes.listMembers, {
      params: { slug: this.slug },
      query: { limit: limits.pageMaxItems, ...(after === undefined ? {} : { after }) },
    });
  }

  private include(member: RoomMember): void {
    this.reading.outdate();
    this.list.update((members) =>
      members.some(({ user }) => user.id === member.user.id) ? members : [...members, member],
    );
  }

  private exclude(userId: string, ownerId: string): void {
    this.reading.outdate();
    this.list.update((members) =>
      members
        .filter(({ user }) => user.id !== userId)
        .map((member) => (member.user.id === ownerId ? { ...member, role: 'owner' } : member)),
    );
  }
}

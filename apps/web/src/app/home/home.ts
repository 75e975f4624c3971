import { Component, computed, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideDoorOpen, LucidePlus, LucideUserPlus } from '@lucide/angular';
import { type Room } from '@parlour/contracts';
import { Button, EmptyState, Page } from '@parlour/ui';
import { LoadFailed } from '../core/feedback/load-failed';
import { Notices } from '../core/notices/notices';
import { PeopleStore } from '../core/people/people-store';
import { MyRooms } from '../core/rooms/my-rooms';
import { type RoomListState } from '../core/rooms/room-list';
import { Session } from '../core/session/session';
import { UserNames } from '../core/users/user-names';
import { PersonRow } from '../people/person-row';
import { CreateRoom } from './create-room';
import { PublicRooms } from './public-rooms';
import { RoomCard } from './room-card';
import { RoomCardSkeleton } from './room-card-skeleton';

/** So many friends are shown here; the others, and everything else about them, on their own page. */
const friendsMax = 5;

/** Who is there, my rooms, the public rooms, and the first steps to all of them. */
@Component({
  selector: 'parlour-home',
  imports: [
    Button,
    EmptyState,
    LoadFailed,
    LucideDoorOpen,
    LucidePlus,
    LucideUserPlus,
    Page,
    PersonRow,
    RoomCard,
    RoomCardSkeleton,
    RouterLink,
    TranslocoPipe,
  ],
  providers: [PublicRooms],
  templateUrl: './home.html',
  styleUrl: './home.css',
})
export class Home {
  private readonly router = inject(Router);
  private readonly notices = inject(Notices);
  private readonly names = inject(UserNames);
  private readonly self = inject(Session).user;
  protected readonly createRoom = inject(CreateRoom);
  protected readonly people = inject(PeopleStore);
  protected readonly name = computed(() => {
    const self = this.self();
    return self ? this.names.of(self) : '';
  });
  protected readonly friends = computed(() => this.people.friends().slice(0, friendsMax));
  protected readonly moreFriends = computed(() => this.people.friends().length - this.friends().length);
  protected readonly myRooms = inject(MyRooms);
  protected readonly publicRooms = inject(PublicRooms);
  /** With the friends above them, so that nothing jumps when those come a moment later. */
  protected readonly ownRooms = computed<RoomListState>(() =>
    this.people.state().kind === 'loading' ? { kind: 'loading' } : this.myRooms.state(),
  );
  /** Those that one is in already stand above. */
  protected readonly otherRooms = computed(() => {
    const mine = new Set(this.myRooms.rooms().map(({ id }) => id));
    return this.publicRooms.rooms().filter(({ id, role }) => role === null && !mine.has(id));
  });
  /** The room that is being joined. */
  protected readonly joining = signal<string | null>(null);

  protected async join({ slug }: Room): Promise<void> {
    this.joining.set(slug);
    try {
      await this.myRooms.join(slug);
      await this.router.navigate(['/rooms', slug]);
    } catch (error) {
      this.notices.sayFailure(error);
    } finally {
      this.joining.set(null);
    }
  }

  protected loadMore(list: MyRooms | PublicRooms): void {
    list.loadMore().catch((error: unknown) => this.notices.sayFailure(error));
  }
}

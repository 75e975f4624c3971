import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Title } from '@angular/platform-browser';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideDoorClosed } from '@lucide/angular';
import { Button, EmptyState, Notice, Skeleton } from '@parlour/ui';
import { ErrorWords } from '../core/i18n/error-words';
import { Presences } from '../core/presence/presences';
import { Notices } from '../core/notices/notices';
import { RoomChats } from '../core/room-chats/room-chats';
import { RoomPreview } from './room-preview';
import { Room } from './room';
import { RoomStore } from './room-store';

/** Who comes to a room finds it, is invited to join it, or learns that there is none. */
@Component({
  selector: 'parlour-room-door',
  imports: [
    Button,
    EmptyState,
    LucideDoorClosed,
    Notice,
    Room,
    RoomPreview,
    RouterLink,
    Skeleton,
    TranslocoPipe,
  ],
  providers: [RoomStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './room-door.html',
  styleUrls: ['../panes/door.css', './room-door.css'],
})
export class RoomDoor {
  private readonly router = inject(Router);
  private readonly notices = inject(Notices);
  private readonly roomChats = inject(RoomChats);
  protected readonly store = inject(RoomStore);
  protected readonly errorWords = inject(ErrorWords);

  readonly slug = input.required<string>();
  /** Without one: the room's first chat. */
  readonly chatId = input<string>();
  protected readonly joining = signal(false);

  /** Null until it is one that we are in. */
  private readonly shownRoom = computed(() => {
    const room = this.store.room();
    return room?.role ? room.id : null;
  });

  constructor() {
    const title = inject(Title);
    effect(() => {
      const slug = this.slug();
      untracked(() => this.store.open(slug));
    });
    effect(() => {
      const room = this.store.room();
      const chat = this.roomChats.of(this.chatId() ?? '');
      const names = [chat && !chat.main ? chat.name : null, room?.title].filter(Boolean);
      if (room) title.setTitle([...names, 'Parlour'].join(' · '));
    });
    inject(Presences).isShownBy(this.shownRoom);
    this.store.removed$.pipe(takeUntilDestroyed()).subscribe((room) => {
      this.notices.say('room.removed', { title: room.title });
      void this.router.navigateByUrl('/');
    });
  }

  protected async join(): Promise<void> {
    this.joining.set(true);
    try {
      await this.store.join();
    } catch (error) {
      this.notices.sayFailure(error);
    } finally {
      this.joining.set(false);
    }
  }
}

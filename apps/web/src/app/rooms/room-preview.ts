import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  inject,
  input,
  output,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideGlobe, LucideUsersRound } from '@lucide/angular';
import { type Room } from '@parlour/contracts';
import { Button } from '@parlour/ui';
import { Realtime } from '../core/realtime/realtime';
import { UserFaces } from '../core/users/user-faces';
import { UserNames } from '../core/users/user-names';

/** A public room seen from the doorstep: what it is, who is talking there, and the way in. */
@Component({
  selector: 'parlour-room-preview',
  imports: [Button, LucideGlobe, LucideUsersRound, RouterLink, TranslocoPipe, UserFaces],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './room-preview.html',
  styleUrl: './room-preview.css',
})
export class RoomPreview {
  readonly room = input.required<Room>();
  readonly joining = input(false);
  readonly join = output();

  private readonly userNames = inject(UserNames);
  protected readonly names = computed(() => this.userNames.list(this.room().live));

  constructor() {
    // Who is not a member hears of a room's call in the lobby only.
    const realtime = inject(Realtime);
    const tell = (command: 'lobby:watch' | 'lobby:unwatch') =>
      realtime.command(command, {}).catch(() => undefined);
    realtime.connected$.pipe(takeUntilDestroyed()).subscribe(() => void tell('lobby:watch'));
    inject(DestroyRef).onDestroy(() => void tell('lobby:unwatch'));
  }
}

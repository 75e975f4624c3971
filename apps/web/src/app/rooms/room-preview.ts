import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideGlobe, LucideUsersRound } from '@lucide/angular';
import { type Room } from '@parlour/contracts';
import { Button, Faces } from '@parlour/ui';

/** A public room seen from the doorstep: what it is, who is talking there, and the way in. */
@Component({
  selector: 'parlour-room-preview',
  imports: [Button, Faces, LucideGlobe, LucideUsersRound, RouterLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './room-preview.html',
  styleUrl: './room-preview.css',
})
export class RoomPreview {
  readonly room = input.required<Room>();
  readonly joining = input(false);
  readonly join = output();

  protected readonly names = computed(() =>
    this.room()
      .live.map(({ username }) => username)
      .join(', '),
  );
}

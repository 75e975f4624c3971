import { ChangeDetectionStrategy, Component, inject, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import {
  LucideMaximize2,
  LucideMic,
  LucideMicOff,
  LucidePhoneOff,
  LucideVideo,
  LucideVideoOff,
} from '@lucide/angular';
import { UserAvatar } from '../../core/users/user-avatar';
import { CallMedia } from '../devices/call-media';
import { CallStore } from '../call-store';
import { FocusTile } from './focus-tile';
import { StageView } from './stage-view';

/** The call in a small window: who speaks or what they share, the devices, the way out, and the way back. */
@Component({
  selector: 'parlour-small-call',
  imports: [
    FocusTile,
    LucideMaximize2,
    LucideMic,
    LucideMicOff,
    LucidePhoneOff,
    LucideVideo,
    LucideVideoOff,
    TranslocoPipe,
    UserAvatar,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './small-call.html',
  styleUrl: './small-call.css',
})
export class SmallCall {
  protected readonly calls = inject(CallStore);
  protected readonly media = inject(CallMedia);
  protected readonly view = inject(StageView);

  /** Back to the page. */
  readonly returned = output();
}

import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  computed,
  effect,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { LucideMicOff, LucideVideoOff } from '@lucide/angular';
import { PlayStream } from './play-stream';

/** The words of a tile: what its marks mean to those who listen. */
export interface TileWords {
  readonly muted: string;
  readonly cameraOff: string;
}

/**
 * One participant on the stage: picture or face (its content), name (plain, or what is given as `tileName`), and how it
 * stands with them. It is silent: sound goes on when a tile goes.
 */
@Component({
  selector: 'parlour-tile',
  imports: [LucideMicOff, LucideVideoOff, PlayStream],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './tile.html',
  styleUrl: './tile.css',
  host: {
    role: 'group',
    '[attr.aria-label]': 'name()',
    '[attr.data-participant-id]': 'participantId()',
    '[attr.data-username]': 'username()',
    '[attr.data-microphone]': 'microphone()',
    '[attr.data-camera]': 'camera()',
    '[attr.data-speaking]': 'speaking()',
    '[attr.data-awaited]': 'awaited() || null',
  },
})
export class Tile {
  readonly participantId = input.required<string>();
  readonly username = input.required<string>();
  /** The name as it is shown: one's own tile may say "You". */
  readonly name = input.required<string>();
  readonly picture = input<MediaStream | null>(null);
  readonly microphone = input.required<boolean>();
  readonly camera = input.required<boolean>();
  readonly speaking = input(false);
  readonly mirrored = input(false);
  /** "Connecting…", "Interrupted…"; null when all is well. */
  readonly condition = input<string | null>(null);
  readonly words = input.required<TileWords>();
  /** Not here yet: there is nothing to say of their devices. */
  readonly awaited = input(false);

  private readonly video = viewChild<ElementRef<HTMLVideoElement>>('video');
  private readonly hasFrame = signal(false);

  protected readonly showsPicture = computed(() => this.camera() && this.hasFrame());

  constructor() {
    // The element still holds the last frame of before: it is shown again only when a new one has come.
    effect((onCleanup) => {
      this.hasFrame.set(false);
      const video = this.video()?.nativeElement;
      if (!video || !this.camera() || !this.picture()) return;
      const request = video.requestVideoFrameCallback(() => this.hasFrame.set(true));
      onCleanup(() => video.cancelVideoFrameCallback(request));
    });
  }
}

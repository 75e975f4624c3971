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
import { PlayStream } from './play-stream';

/** A moving picture that fills its place, silent, and not there before its first frame. */
@Component({
  selector: 'parlour-picture',
  imports: [PlayStream],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <video
      #video
      [parlourPlayStream]="stream()"
      [class.shown]="shows()"
      [class.mirrored]="mirrored()"
      [class.stale]="stale()"
      [style.object-fit]="fit()"
    ></video>
  `,
  styleUrl: './picture.css',
  host: { '[attr.data-shown]': 'shows()' },
})
export class Picture {
  readonly stream = input.required<MediaStream | null>();
  /** Whether it is sent right now: between two times the stream stays, and shows nothing. */
  readonly live = input.required<boolean>();
  readonly mirrored = input(false);
  /** Whether it stands still because the connection does. */
  readonly stale = input(false);
  /** `cover`: a face may lose its margins. `contain`: a screen may not. */
  readonly fit = input<'cover' | 'contain'>('cover');

  private readonly video = viewChild.required<ElementRef<HTMLVideoElement>>('video');
  private readonly hasFrame = signal(false);

  /** Whether there is something to see. */
  readonly shows = computed(() => this.live() && this.hasFrame());

  constructor() {
    // The element still holds the last frame of before: it is shown again only when a new one has come.
    effect((onCleanup) => {
      this.hasFrame.set(false);
      const video = this.video().nativeElement;
      if (!this.live() || !this.stream()) return;
      const request = video.requestVideoFrameCallback(() => this.hasFrame.set(true));
      onCleanup(() => video.cancelVideoFrameCallback(request));
    });
  }
}

import { Directive, ElementRef, effect, inject, input, output, untracked } from '@angular/core';

/** Plays a stream in a media element. Pictures are silent: sound has an element of its own. */
@Directive({
  selector: 'video[parlourPlayStream], audio[parlourPlayStream]',
  exportAs: 'parlourPlayStream',
})
export class PlayStream {
  private readonly element = inject<ElementRef<HTMLMediaElement>>(ElementRef).nativeElement;

  readonly stream = input.required<MediaStream | null>({ alias: 'parlourPlayStream' });
  /** The speaker to play by, where the browser lets one choose; empty: the system's. */
  readonly sink = input('');
  /** Whether the browser refuses to play before the person has touched the page (autoplay policy). */
  readonly refused = output<boolean>();

  constructor() {
    this.element.autoplay = true;
    if (this.element instanceof HTMLVideoElement) {
      this.element.muted = true;
      this.element.playsInline = true; // iOS would go full screen
    }
    effect(() => void this.playBy(this.sink()));
    effect((onCleanup) => {
      const stream = this.stream();
      this.element.srcObject = stream;
      untracked(() => void this.play());
      onCleanup(() => (this.element.srcObject = null));
    });
  }

  private async playBy(speakerId: string): Promise<void> {
    if (!('setSinkId' in this.element) || this.element.sinkId === speakerId) return;
    // One that is gone, or not allowed: it goes on by the one it has.
    await this.element.setSinkId(speakerId).catch(() => undefined);
  }

  /** Again, from within a touch of the page, when it was refused. */
  async play(): Promise<void> {
    if (!this.element.srcObject) return;
    try {
      await this.element.play();
      this.refused.emit(false);
    } catch (error) {
      // Anything else is a stream that was exchanged meanwhile, and whose successor plays by itself.
      if (error instanceof DOMException && error.name === 'NotAllowedError') this.refused.emit(true);
    }
  }
}

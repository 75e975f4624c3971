import { ChangeDetectionStrategy, Component, DestroyRef, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideSquare, LucideVolume2 } from '@lucide/angular';
import { Button, Notice } from '@parlour/ui';
import { platform } from '../../platform/platform';
import { CallMedia } from './call-media';

/** A sound by the speaker of the call, to hear whether one would hear. */
@Component({
  selector: 'parlour-speaker-test',
  imports: [Button, LucideSquare, LucideVolume2, Notice, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <button parlourButton variant="outline" type="button" (click)="playing() ? stop() : play()">
      @if (playing()) {
        <svg lucideSquare></svg>{{ 'devices.testStop' | transloco }}
      } @else {
        <svg lucideVolume2></svg>{{ 'devices.testSound' | transloco }}
      }
    </button>
    @if (failed()) {
      <parlour-notice tone="warning">{{ 'devices.testFailed' | transloco }}</parlour-notice>
    }
  `,
  styles: `
    :host {
      display: grid;
      justify-items: start;
      gap: var(--space-2);
    }
  `,
})
export class SpeakerTest {
  private readonly speakers = inject(platform).speakers;
  private readonly media = inject(CallMedia);
  private playback = new AbortController();

  protected readonly playing = signal(false);
  protected readonly failed = signal(false);

  constructor() {
    inject(DestroyRef).onDestroy(() => this.stop());
  }

  protected async play(): Promise<void> {
    const playback = new AbortController();
    this.playback = playback;
    this.playing.set(true);
    this.failed.set(false);
    try {
      await this.speakers.playTestSound(this.media.speakerId(), playback.signal);
    } catch {
      this.failed.set(true);
    } finally {
      if (this.playback === playback) this.playing.set(false);
    }
  }

  protected stop(): void {
    this.playback.abort();
  }
}

import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { type RemotePeer } from '@parlour/webrtc';
import { PlayStream } from '@parlour/ui';
import { platform } from '../../platform/platform';
import { CallMedia } from '../devices/call-media';
import { peerSignal } from './peer-signal';

/** What one other participant says, or the sound of the screen that they share. */
@Component({
  selector: 'parlour-peer-sound',
  imports: [PlayStream],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<audio
    [parlourPlayStream]="sound()"
    [sink]="media.speakerId()"
    (refused)="refused.emit($event)"
  ></audio>`,
})
export class PeerSound {
  private readonly platform = inject(platform);
  protected readonly media = inject(CallMedia);
  private readonly player = viewChild.required(PlayStream);

  readonly peer = input.required<RemotePeer>();
  /** Whether the browser refuses to play before the page was touched. */
  readonly refused = output<boolean>();

  readonly of = input<'voice' | 'screen'>('voice');

  private readonly voice = peerSignal<MediaStreamTrack | null>(this.peer, ({ audio$ }) => audio$, null);
  private readonly screen = peerSignal<MediaStreamTrack | null>(
    this.peer,
    ({ screenAudio$ }) => screenAudio$,
    null,
  );

  // A stream of its own, apart from the picture's: the receivers keep the two in step all the same.
  protected readonly sound = computed(() => {
    const track = this.of() === 'voice' ? this.voice() : this.screen();
    return track && this.platform.createStream([track]);
  });

  /** From within a touch of the page. */
  play(): void {
    void this.player().play();
  }
}

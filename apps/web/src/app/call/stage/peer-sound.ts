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

/** What one other participant says. */
@Component({
  selector: 'parlour-peer-sound',
  imports: [PlayStream],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<audio [parlourPlayStream]="sound()" [sink]="media.speakerId()" (refused)="refused.emit($event)"></audio>`,
})
export class PeerSound {
  private readonly platform = inject(platform);
  protected readonly media = inject(CallMedia);
  private readonly player = viewChild.required(PlayStream);

  readonly peer = input.required<RemotePeer>();
  /** Whether the browser refuses to play before the page was touched. */
  readonly refused = output<boolean>();

  private readonly audio = peerSignal<MediaStreamTrack | null>(this.peer, ({ audio$ }) => audio$, null);

  // A stream of its own, apart from the picture's: the receivers keep the two in step all the same.
  protected readonly sound = computed(() => {
    const track = this.audio();
    return track && this.platform.createStream([track]);
  });

  /** From within a touch of the page. */
  play(): void {
    void this.player().play();
  }
}

import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { type Participant } from '@parlour/contracts';
import { type Behavior, type PeerState, type RemotePeer } from '@parlour/webrtc';
import { Tile } from '@parlour/ui';
import { of, switchMap } from 'rxjs';
import { platform } from '../platform/platform';

/** Another participant: their peer's streams in a tile. */
@Component({
  selector: 'parlour-remote-tile',
  imports: [Tile, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <parlour-tile
      [participantId]="participant().id"
      [userId]="participant().user.id"
      [username]="participant().user.username"
      [name]="participant().user.username"
      [picture]="picture()"
      [sound]="sound()"
      [microphone]="participant().media.microphone"
      [camera]="participant().media.camera"
      [speaking]="speaking()"
      [condition]="condition()"
      [words]="{ muted: 'call.muted' | transloco, cameraOff: 'call.cameraOff' | transloco }"
      [avatarSize]="avatarSize()"
      (soundRefused)="soundRefused.emit($event)"
    />
  `,
  styles: `
    :host {
      display: contents;
    }
  `,
})
export class RemoteTile {
  private readonly transloco = inject(TranslocoService);
  private readonly platform = inject(platform);
  private readonly tile = viewChild.required(Tile);

  readonly participant = input.required<Participant>();
  /** Undefined for the moment between the roster and its peer. */
  readonly peer = input.required<RemotePeer | undefined>();
  readonly speaking = input.required<boolean>();
  readonly avatarSize = input.required<number>();
  readonly soundRefused = output<boolean>();

  private readonly video = this.fromPeer<MediaStreamTrack | null>((peer) => peer.video$, null);
  private readonly audio = this.fromPeer<MediaStreamTrack | null>((peer) => peer.audio$, null);
  private readonly state = this.fromPeer<PeerState>((peer) => peer.state$, {
    kind: 'connecting',
    problem: null,
  });

  // Two streams: the picture may be hidden while the sound goes on. The receivers keep them in step all the same.
  protected readonly picture = computed(() => this.streamOf(this.video()));
  protected readonly sound = computed(() => this.streamOf(this.audio()));

  protected readonly condition = computed(() => {
    const { kind } = this.state();
    return kind === 'connecting' || kind === 'interrupted'
      ? this.transloco.translate<string>(`call.condition.${kind}`)
      : null;
  });

  /** From within a touch of the page. */
  playSound(): void {
    this.tile().playSound();
  }

  private streamOf(track: MediaStreamTrack | null): MediaStream | null {
    return track && this.platform.createStream([track]);
  }

  private fromPeer<T>(select: (peer: RemotePeer) => Behavior<T>, otherwise: T) {
    return toSignal(
      toObservable(this.peer).pipe(switchMap((peer) => (peer ? select(peer) : of(otherwise)))),
      { initialValue: otherwise },
    );
  }
}

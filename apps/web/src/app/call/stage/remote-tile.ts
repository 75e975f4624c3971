import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { type Participant } from '@parlour/contracts';
import { type PeerState, type RemotePeer } from '@parlour/webrtc';
import { Tile } from '@parlour/ui';
import { UserAvatar } from '../../core/users/user-avatar';
import { UserName } from '../../core/users/user-names';
import { ParlourPerson } from '../../people/parlour-person';
import { platform } from '../../platform/platform';
import { peerSignal } from './peer-signal';

/** Another participant: their peer's picture in a tile. Their sound is played elsewhere (see CallSound). */
@Component({
  selector: 'parlour-remote-tile',
  imports: [ParlourPerson, Tile, TranslocoPipe, UserAvatar, UserName],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <parlour-tile
      [participantId]="participant().id"
      [username]="participant().user.username"
      [name]="participant().user | userName"
      [picture]="picture()"
      [microphone]="participant().media.microphone"
      [camera]="participant().media.camera"
      [speaking]="speaking()"
      [condition]="condition()"
      [words]="{ muted: 'call.muted' | transloco, cameraOff: 'call.cameraOff' | transloco }"
    >
      <parlour-user-avatar [user]="participant().user" [size]="avatarSize()" />
      @if (decorative()) {
        <span tileName>{{ participant().user | userName }}</span>
      } @else {
        <button tileName class="who" [parlourPerson]="participant().user">
          {{ participant().user | userName }}
        </button>
      }
    </parlour-tile>
  `,
  styles: `
    :host {
      display: contents;
    }

    .who {
      min-height: 24px;
      padding: 0;
      border: 0;
      background: none;
      color: inherit;
      font: inherit;
      cursor: pointer;
    }

    .who:hover {
      text-decoration: underline;
    }
  `,
})
export class RemoteTile {
  private readonly transloco = inject(TranslocoService);
  private readonly platform = inject(platform);

  readonly participant = input.required<Participant>();
  /** Undefined for the moment between the roster and its peer. */
  readonly peer = input.required<RemotePeer | undefined>();
  readonly speaking = input.required<boolean>();
  /** Whether it only shows what the words beside it say: then its name leads nowhere. */
  readonly decorative = input(false);
  /** In px. */
  readonly avatarSize = input.required<number>();

  private readonly video = peerSignal<MediaStreamTrack | null>(this.peer, ({ video$ }) => video$, null);
  private readonly state = peerSignal<PeerState>(this.peer, ({ state$ }) => state$, {
    kind: 'connecting',
    problem: null,
  });

  protected readonly picture = computed(() => {
    const track = this.video();
    return track && this.platform.createStream([track]);
  });
  protected readonly condition = computed(() => {
    const { kind } = this.state();
    return kind === 'connecting' || kind === 'interrupted'
      ? this.transloco.translate<string>(`call.condition.${kind}`)
      : null;
  });
}

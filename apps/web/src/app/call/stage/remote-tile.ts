import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { type Participant } from '@parlour/contracts';
import { type RemotePeer } from '@parlour/webrtc';
import { Tile } from '@parlour/ui';
import { UserAvatar } from '../../core/users/user-avatar';
import { UserName } from '../../core/users/user-names';
import { ParlourPerson } from '../../people/parlour-person';
import { platform } from '../../platform/platform';
import { peerCondition } from './peer-condition';
import { peerSignal } from './peer-signal';
import { Shown } from './shown';

/** Another participant: their peer's picture in a tile. Their sound is played elsewhere (see CallSound). */
@Component({
  selector: 'parlour-remote-tile',
  imports: [ParlourPerson, Shown, Tile, TranslocoPipe, UserAvatar, UserName],
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
      [hand]="hand()"
      [words]="{
        muted: 'call.muted' | transloco,
        cameraOff: 'call.cameraOff' | transloco,
        hand: 'stage.handPlace' | transloco: { place: hand() },
      }"
      [parlourShown]="what()"
    >
      <parlour-user-avatar [user]="participant().user" [size]="avatarSize()" />
      @if (decorative()) {
        <span tileName>{{ participant().user | userName }}</span>
      } @else {
        <button tileName class="who" [parlourPerson]="participant().user">
          {{ participant().user | userName }}
        </button>
      }
      <ng-content select="[tileMark]" ngProjectAs="[tileMark]" />
      <ng-content select="[tileControl]" ngProjectAs="[tileControl]" />
    </parlour-tile>
  `,
  styles: `
    :host {
      display: contents;
    }

    .who {
      min-height: 24px;
      max-width: 100%;
      padding: 0;
      overflow: hidden;
      border: 0;
      background: none;
      color: inherit;
      font: inherit;
      text-overflow: ellipsis;
      cursor: pointer;
    }

    .who:hover {
      text-decoration: underline;
    }
  `,
})
export class RemoteTile {
  private readonly platform = inject(platform);

  readonly participant = input.required<Participant>();
  /** Undefined for the moment between the roster and its peer. */
  readonly peer = input.required<RemotePeer | undefined>();
  readonly speaking = input.required<boolean>();
  /** Which in turn their raised hand is; null: it is down. */
  readonly hand = input<number | null>(null);
  /** Whether it only shows what the words beside it say: then its name leads nowhere. */
  readonly decorative = input(false);
  /** In px. */
  readonly avatarSize = input.required<number>();

  private readonly video = peerSignal<MediaStreamTrack | null>(this.peer, ({ video$ }) => video$, null);

  protected readonly what = computed(() => ({
    participantId: this.participant().id,
    slot: 'camera' as const,
  }));
  protected readonly picture = computed(() => {
    const track = this.video();
    return track && this.platform.createStream([track]);
  });
  protected readonly condition = peerCondition(this.participant, this.peer);
}

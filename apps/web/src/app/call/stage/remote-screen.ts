import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { type Participant } from '@parlour/contracts';
import { type RemotePeer } from '@parlour/webrtc';
import { ScreenTile } from '@parlour/ui';
import { UserName } from '../../core/users/user-names';
import { platform } from '../../platform/platform';
import { peerCondition } from './peer-condition';
import { peerSignal } from './peer-signal';
import { Shown } from './shown';

/** The screen that another participant shares. */
@Component({
  selector: 'parlour-remote-screen',
  imports: [ScreenTile, Shown, TranslocoPipe, UserName],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <parlour-screen-tile
      [username]="participant().user.username"
      [name]="'stage.screenOf' | transloco: { name: participant().user | userName }"
      [caption]="'stage.sharing' | transloco: { name: participant().user | userName }"
      [picture]="picture()"
      [stale]="condition() !== null"
      [parlourShown]="what()"
    >
      <p>{{ condition() ?? ('stage.screenStarting' | transloco) }}</p>
      <ng-content select="[tileControl]" ngProjectAs="[tileControl]" />
    </parlour-screen-tile>
  `,
  styles: `
    :host {
      display: contents;
    }
  `,
})
export class RemoteScreen {
  private readonly platform = inject(platform);

  readonly participant = input.required<Participant>();
  /** Undefined for the moment between the roster and its peer. */
  readonly peer = input.required<RemotePeer | undefined>();

  private readonly screen = peerSignal<MediaStreamTrack | null>(this.peer, ({ screen$ }) => screen$, null);

  protected readonly what = computed(() => ({
    participantId: this.participant().id,
    slot: 'screen' as const,
  }));
  protected readonly picture = computed(() => {
    const track = this.screen();
    return track && this.platform.createStream([track]);
  });
  protected readonly condition = peerCondition(this.participant, this.peer);
}

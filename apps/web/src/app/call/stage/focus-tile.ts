import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { CallStore } from '../call-store';
import { RemoteScreen } from './remote-screen';
import { RemoteTile } from './remote-tile';
import { StageView } from './stage-view';

/** What matters most of the call, where there is place for one picture: another's screen, or who speaks. */
@Component({
  selector: 'parlour-focus-tile',
  imports: [RemoteScreen, RemoteTile],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (participant(); as other) {
      @let peer = calls.call()?.peers()?.get(other.id);
      @if (view.focus()?.kind === 'screen') {
        <parlour-remote-screen [participant]="other" [peer]="peer" />
      } @else {
        <parlour-remote-tile
          [participant]="other"
          [decorative]="true"
          [peer]="peer"
          [speaking]="other.media.microphone && isSpeaking(other.id)"
          [avatarSize]="avatarSize()"
        />
      }
    }
  `,
  styles: `
    :host {
      display: contents;
    }
  `,
})
export class FocusTile {
  protected readonly calls = inject(CallStore);
  protected readonly view = inject(StageView);

  /** In px. */
  readonly avatarSize = input.required<number>();

  protected readonly participant = computed(() => {
    const focus = this.view.focus();
    return (
      this.calls
        .call()
        ?.others()
        .find(({ id }) => id === focus?.participantId) ?? null
    );
  });

  protected isSpeaking(id: string): boolean {
    return this.calls.call()?.speaking().has(id) ?? false;
  }
}

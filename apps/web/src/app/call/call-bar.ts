import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideMessageSquare, LucideUserRoundPlus, LucideUsersRound } from '@lucide/angular';
import { CallButton } from '@parlour/ui';
import { isFirst } from '../ring/ring-state';
import { RingStore } from '../ring/ring-store';
import { AddPerson } from './add-person';
import { CallPanels } from './call-panels';
import { CallStore } from './call-store';
import { DeviceButtons } from './devices/device-buttons';
import { ShareButton } from './devices/share-button';
import { TalkAids } from './devices/talk-aids';
import { LeaveButton } from './leave-button';

/** What one does in a call, its state visible at a glance: the same in rooms and between people. */
@Component({
  selector: 'parlour-call-bar',
  imports: [
    CallButton,
    DeviceButtons,
    LeaveButton,
    LucideMessageSquare,
    LucideUserRoundPlus,
    LucideUsersRound,
    ShareButton,
    TalkAids,
    TranslocoPipe,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <parlour-talk-aids />
    <div class="bar" role="group" [attr.aria-label]="'call.controls' | transloco">
      <parlour-device-buttons />
      <parlour-share-button />
      @for (panel of panels?.offered; track panel) {
        <parlour-call-button
          look="panel"
          [label]="(panel === 'chat' ? 'chat.name' : 'room.people') | transloco"
          [hint]="(panel === 'chat' ? 'chat.name' : 'room.people') | transloco"
          [pressed]="panels?.shown() === panel"
          (click)="panels?.toggle(panel)"
        >
          @if (panel === 'chat') {
            <svg lucideMessageSquare [size]="22"></svg>
            @if (panels?.unseen(); as unseen) {
              <span class="dot" aria-hidden="true"></span>
              <span class="visually-hidden">{{ 'chat.unseen' | transloco: { count: unseen } }}</span>
            }
          } @else {
            <svg lucideUsersRound [size]="22"></svg>
          }
        </parlour-call-button>
      }
      @if (canAdd()) {
        <parlour-call-button
          look="panel"
          [label]="'call.add.name' | transloco"
          [hint]="'call.add.name' | transloco"
          (click)="addPerson.open()"
        >
          <svg lucideUserRoundPlus [size]="22"></svg>
        </parlour-call-button>
      }
      <parlour-leave-button [words]="leaveWords()" />
    </div>
  `,
  styleUrl: './call-bar.css',
})
export class CallBar {
  private readonly calls = inject(CallStore);
  private readonly rings = inject(RingStore);
  protected readonly panels = inject(CallPanels, { optional: true });
  protected readonly addPerson = inject(AddPerson);
  /** A room has a door of its own. */
  protected readonly canAdd = computed(
    () => this.calls.place()?.kind === 'direct' && this.calls.call() !== null && !this.isRinging(),
  );
  /** Nobody has answered yet: leaving takes the ring back. */
  private readonly isRinging = computed(
    () => this.rings.dialling() !== null || this.rings.outgoing().some(isFirst),
  );
  protected readonly leaveWords = computed(() => (this.isRinging() ? 'ring.cancel' : 'call.leave'));
}

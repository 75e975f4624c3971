import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { LucideMaximize2 } from '@lucide/angular';
import { UserNames } from '../../core/users/user-names';
import { RingStore } from '../../ring/ring-store';
import { linkTo } from '../call-place';
import { CallStatus } from '../call-status';
import { CallStore } from '../call-store';
import { DeviceButtons } from '../devices/device-buttons';
import { LeaveButton } from '../bar/leave-button';
import { OngoingCall } from '../ongoing-call';
import { FocusTile } from './focus-tile';
import { StageView } from './stage-view';

/**
 * The call while one reads another page: who speaks, how long it has been, the devices, the way out and the way back.
 * A card at the foot of the sidebar, and on a phone a bar at the top: it has a place of its own and covers nothing.
 */
@Component({
  selector: 'parlour-floating-call',
  imports: [CallStatus, DeviceButtons, FocusTile, LeaveButton, LucideMaximize2, RouterLink, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './floating-call.html',
  styleUrl: './floating-call.css',
})
export class FloatingCall {
  private readonly transloco = inject(TranslocoService);
  private readonly names = inject(UserNames);
  private readonly rings = inject(RingStore);
  protected readonly calls = inject(CallStore);
  protected readonly ongoing = inject(OngoingCall);
  protected readonly view = inject(StageView);

  protected readonly link = computed(() => {
    const place = this.calls.place();
    return place && linkTo(place);
  });
  protected readonly title = computed(() => {
    this.transloco.activeLang();
    const place = this.calls.place();
    if (place?.kind === 'room') return place.title;
    const others = this.calls.call()?.others() ?? [];
    const people = others.length > 0 ? others.map(({ user }) => user) : this.awaited();
    return people.length > 0 ? this.names.list(people) : this.transloco.translate<string>('call.name');
  });
  private readonly awaited = computed(() => this.rings.outgoing().map(({ callee }) => callee));
}

import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  afterNextRender,
  computed,
  inject,
  signal,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideMessageSquare, LucideUserRoundPlus, LucideUsersRound } from '@lucide/angular';
import { CallButton } from '@parlour/ui';
import { isFirst } from '../../ring/ring-state';
import { RingStore } from '../../ring/ring-store';
import { AddPerson } from '../add-person';
import { type CallPanelName, CallPanels } from '../call-panels';
import { CallStore } from '../call-store';
import { DeviceButtons } from '../devices/device-buttons';
import { ShareButton } from '../devices/share-button';
import { TalkAids } from '../devices/talk-aids';
import { WithheldHint } from '../devices/withheld-hint';
import { CallMore } from './call-more';
import { HandButton } from './hand-button';
import { HandList } from './hand-list';
import { LeaveButton } from './leave-button';
import { ReactionButton } from './reaction-button';

/** Ten buttons side by side need as much, in px; below it some of them are in the menu. */
const widePx = 640;

/** What one does in a call, its state visible at a glance: the same in rooms and between people. */
@Component({
  selector: 'parlour-call-bar',
  imports: [
    CallButton,
    CallMore,
    DeviceButtons,
    HandButton,
    HandList,
    LeaveButton,
    LucideMessageSquare,
    LucideUserRoundPlus,
    LucideUsersRound,
    ReactionButton,
    ShareButton,
    TalkAids,
    TranslocoPipe,
    WithheldHint,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './call-bar.html',
  styleUrl: './call-bar.css',
})
export class CallBar {
  private readonly rings = inject(RingStore);
  protected readonly calls = inject(CallStore);
  protected readonly panels = inject(CallPanels, { optional: true });
  protected readonly addPerson = inject(AddPerson);

  private readonly width = signal(widePx);
  /** Whether there is only room for what is needed all the time. */
  protected readonly compact = computed(() => this.width() < widePx);
  protected readonly offered = computed(() =>
    (this.panels?.offered ?? []).filter((panel: CallPanelName) => panel === 'chat' || !this.compact()),
  );

  /** A room has a door of its own. */
  protected readonly canAdd = computed(
    () => this.calls.place()?.kind === 'direct' && this.calls.call() !== null && !this.isRinging(),
  );
  /** Nobody has answered yet: leaving takes the ring back. */
  private readonly isRinging = computed(
    () => this.rings.dialling() !== null || this.rings.outgoing().some(isFirst),
  );
  protected readonly leaveWords = computed(() => (this.isRinging() ? 'ring.cancel' : 'call.leave'));

  constructor() {
    const element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) this.width.set(entry.contentRect.width);
    });
    afterNextRender(() => observer.observe(element));
    inject(DestroyRef).onDestroy(() => observer.disconnect());
  }
}

import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  signal,
  untracked,
} from '@angular/core';
import { MatDialogClose, MatDialogRef } from '@angular/material/dialog';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideChevronDown } from '@lucide/angular';
import { type ParticipantId, type PeerQuality, type SafetyCode } from '@parlour/webrtc';
import { Button, DialogFrame } from '@parlour/ui';
import { UserAvatar } from '../../core/users/user-avatar';
import { UserName } from '../../core/users/user-names';
import { CallStore } from '../call-store';
import { PeerDetails } from './peer-details';
import { QualityBars } from './quality-bars';

const nothing: ReadonlyMap<ParticipantId, PeerQuality> = new Map();

/** How it goes with each of the others, in numbers, and the code of each connection. */
@Component({
  selector: 'parlour-call-details-dialog',
  imports: [
    Button,
    DialogFrame,
    LucideChevronDown,
    MatDialogClose,
    PeerDetails,
    QualityBars,
    TranslocoPipe,
    UserAvatar,
    UserName,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './call-details-dialog.html',
  styleUrl: './call-details-dialog.css',
})
export class CallDetailsDialog {
  private readonly calls = inject(CallStore);
  /** Undefined: nobody has chosen yet. */
  private readonly chosen = signal<ParticipantId | null | undefined>(undefined);

  protected readonly others = computed(() => this.calls.call()?.others() ?? []);
  protected readonly qualities = computed(() => this.calls.call()?.quality() ?? nothing);
  /** One at a time, to be found without scrolling. */
  protected readonly opened = computed(() => {
    const chosen = this.chosen();
    return chosen === undefined ? (this.others()[0]?.id ?? null) : chosen;
  });
  /** Of the connection with the one who is opened; looked at again with each reading, for a connection may be replaced. */
  protected readonly code = computed((): SafetyCode => {
    this.qualities();
    const peer = this.calls
      .call()
      ?.peers()
      .get(this.opened() ?? '');
    return peer?.safetyCode() ?? { kind: 'pending' };
  });

  constructor() {
    const dialog = inject<MatDialogRef<CallDetailsDialog>>(MatDialogRef);
    effect(() => {
      if (this.calls.call() === null) untracked(() => dialog.close()); // the call has ended
    });
  }

  protected follow(id: ParticipantId, isOpen: boolean): void {
    if (isOpen) this.chosen.set(id);
    else if (this.opened() === id) this.chosen.set(null);
  }
}

import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucidePhoneOff } from '@lucide/angular';
import { CallButton } from '@parlour/ui';
import { CallStore } from '../call-store';

/** The way out of the call: the same on its page and beside another. */
@Component({
  selector: 'parlour-leave-button',
  imports: [CallButton, LucidePhoneOff, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <parlour-call-button
      look="leave"
      [label]="words() | transloco"
      [hint]="words() | transloco"
      (click)="calls.leave()"
    >
      <svg lucidePhoneOff [size]="iconSize()"></svg>
    </parlour-call-button>
  `,
  styles: `
    :host {
      display: contents;
    }
  `,
})
export class LeaveButton {
  protected readonly calls = inject(CallStore);

  /** The key of what it says. */
  readonly words = input('call.leave');
  /** In px. */
  readonly iconSize = input(22);
}

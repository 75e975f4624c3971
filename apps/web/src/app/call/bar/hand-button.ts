import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideHand } from '@lucide/angular';
import { CallButton } from '@parlour/ui';
import { CallStore } from '../call-store';

/** Raises the own hand, and lowers it. */
@Component({
  selector: 'parlour-hand-button',
  imports: [CallButton, LucideHand, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @let words = raised() ? 'callBar.lowerHand' : 'callBar.raiseHand';
    <parlour-call-button
      [look]="raised() ? 'active' : 'panel'"
      [label]="words | transloco"
      [hint]="words | transloco"
      (click)="calls.call()?.setHand(!raised())"
    >
      <svg lucideHand [size]="22"></svg>
    </parlour-call-button>
  `,
  styles: `
    :host {
      display: contents;
    }
  `,
})
export class HandButton {
  protected readonly calls = inject(CallStore);
  protected readonly raised = computed(() => this.calls.call()?.isHandRaised ?? false);
}

import {
  ChangeDetectionStrategy,
  Component,
  DOCUMENT,
  ElementRef,
  Injector,
  afterNextRender,
  booleanAttribute,
  inject,
  input,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucidePhone } from '@lucide/angular';
import { Button } from '@parlour/ui';
import { type Seat } from './kept-seat';

/** One press, and one is in the call again as one was. */
@Component({
  selector: 'parlour-rejoin-button',
  imports: [Button, LucidePhone, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <button parlourButton type="button" (click)="rejoin()">
      <svg lucidePhone [size]="18"></svg>
      {{ 'rejoin.action' | transloco }}
    </button>
  `,
  styles: `
    :host {
      display: contents;
    }
  `,
})
export class RejoinButton {
  private readonly injector = inject(Injector);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly document = inject(DOCUMENT);

  readonly seat = input.required<Seat>();
  /** Whether Enter presses it as soon as it is there, unless somebody has begun to do something else. */
  readonly first = input(false, { transform: booleanAttribute });

  constructor() {
    afterNextRender(() => {
      const { activeElement, body } = this.document;
      if (this.first() && activeElement === body) this.element.querySelector('button')?.focus();
    });
  }

  protected async rejoin(): Promise<void> {
    const { CallReturn } = await import('./call-return');
    await this.injector.get(CallReturn).takeUp(this.seat());
  }
}

import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button, Notice } from '@parlour/ui';
import { type ApiFailure } from '../api/api-failure';
import { ErrorWords } from '../i18n/error-words';

/** Something could not be loaded: what (the content, where the place does not say it), why, and another try. */
@Component({
  selector: 'parlour-load-failed',
  imports: [Button, Notice, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <parlour-notice tone="danger"><ng-content /> {{ errorWords.of(failure()) }}</parlour-notice>
    <button parlourButton variant="outline" type="button" (click)="tryAgain.emit()">
      {{ 'app.tryAgain' | transloco }}
    </button>
  `,
  styles: `
    :host {
      display: block;
    }

    button {
      margin-top: var(--space-3);
    }
  `,
})
export class LoadFailed {
  readonly failure = input.required<ApiFailure>();
  readonly tryAgain = output();

  protected readonly errorWords = inject(ErrorWords);
}

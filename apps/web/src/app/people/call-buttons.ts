import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucidePhone, LucideVideo } from '@lucide/angular';
import { IconButton } from '@parlour/ui';
import { Calling } from '../ring/calling';

/** Calls a friend with voice, or with video: possible while there is a connection and no call on its way. */
@Component({
  selector: 'parlour-call-buttons',
  imports: [IconButton, LucidePhone, LucideVideo, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (video of [false, true]; track video) {
      <button
        parlourIconButton
        type="button"
        [class.edged]="edged()"
        [label]="label(video) | transloco: { name: name() }"
        [disabled]="!calling.canCall()"
        (click)="call.emit({ video })"
      >
        @if (video) {
          <svg lucideVideo></svg>
        } @else {
          <svg lucidePhone></svg>
        }
      </button>
    }
  `,
  styles: `
    :host {
      display: contents;
    }

    [parlourIconButton] {
      color: var(--color-ink);
    }

    .edged {
      border: 1px solid var(--color-edge);
    }
  `,
})
export class CallButtons {
  protected readonly calling = inject(Calling);

  /** Whom they call, where that is not plain from what stands around them. */
  readonly name = input<string | null>(null);
  readonly edged = input(false);
  readonly call = output<{ readonly video: boolean }>();

  protected label(video: boolean): string {
    return `people.${video ? 'videoCall' : 'voiceCall'}${this.name() === null ? '' : 'To'}`;
  }
}

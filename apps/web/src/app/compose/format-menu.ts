import { ChangeDetectionStrategy, Component, output } from '@angular/core';
import { MatMenuModule } from '@angular/material/menu';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideType } from '@lucide/angular';
import { IconButton } from '@parlour/ui';
import { type Formatting } from './format-text';

const formats: readonly {
  readonly formatting: Formatting;
  readonly sample: string;
  readonly key?: string;
}[] = [
  { formatting: 'bold', sample: '**…**', key: 'B' },
  { formatting: 'italic', sample: '*…*', key: 'I' },
  { formatting: 'strike', sample: '~~…~~' },
  { formatting: 'code', sample: '`…`', key: 'E' },
  { formatting: 'block', sample: '```' },
  { formatting: 'quote', sample: '> …' },
  { formatting: 'list', sample: '- …' },
  { formatting: 'link', sample: '[…](https://…)', key: 'K' },
];

/** How text is formatted, and doing it to what is selected. */
@Component({
  selector: 'parlour-format-menu',
  imports: [IconButton, LucideType, MatMenuModule, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <button
      parlourIconButton
      type="button"
      [label]="'compose.format.open' | transloco"
      [matMenuTriggerFor]="menu"
      [matMenuTriggerRestoreFocus]="false"
      (menuClosed)="closed.emit()"
    >
      <svg lucideType></svg>
    </button>
    <mat-menu #menu="matMenu" yPosition="above" xPosition="before">
      @for (one of formats; track one.formatting) {
        <button mat-menu-item type="button" (click)="chosen.emit(one.formatting)">
          <span class="line">
            <span class="words">{{ 'compose.format.' + one.formatting | transloco }}</span>
            <code>{{ one.sample }}</code>
            <kbd>{{ one.key ? modifier + one.key : '' }}</kbd>
          </span>
        </button>
      }
    </mat-menu>
  `,
  styles: `
    .line {
      display: grid;
      grid-template-columns: 1fr auto 3.5rem;
      align-items: baseline;
      gap: var(--space-3);
    }

    code {
      color: var(--color-ink-muted);
      font: 0.8125rem/1.25rem var(--font-code);
    }

    kbd {
      color: var(--color-ink-muted);
      font: var(--text-small);
      text-align: end;
    }
  `,
})
export class FormatMenu {
  readonly chosen = output<Formatting>();
  /** The focus goes back to the text. */
  readonly closed = output();

  protected readonly formats = formats;
  protected readonly modifier = navigator.userAgent.includes('Mac') ? '⌘' : 'Ctrl+';
}

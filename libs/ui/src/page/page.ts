import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/**
 * A page that is one column: its heading, what can be done (`pageActions`) beside it, and the content below. Scrolls by itself.
 * `--page-width` and `--page-gap` on it say how wide the column may be, and how far apart what stands in it.
 */
@Component({
  selector: 'parlour-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="column">
      <header class="top">
        <h1>{{ heading() }}</h1>
        <ng-content select="[pageActions]" />
      </header>
      <ng-content />
    </div>
  `,
  styleUrl: './page.css',
})
export class Page {
  readonly heading = input.required<string>();
}

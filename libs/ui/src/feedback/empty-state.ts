import { ChangeDetectionStrategy, Component, booleanAttribute, input } from '@angular/core';

/** Nothing here yet, and what to do about it: an icon, two lines, and actions (`emptyActions`). */
@Component({
  selector: 'parlour-empty-state',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="icon"><ng-content /></div>
    <div class="words" [attr.role]="announced() ? 'status' : null">
      <p class="title">{{ title() }}</p>
      @if (text(); as words) {
        <p class="text">{{ words }}</p>
      }
    </div>
    <div class="actions"><ng-content select="[emptyActions]" /></div>
  `,
  styleUrl: './empty-state.css',
  host: { '[class.framed]': 'framed()' },
})
export class EmptyState {
  readonly title = input.required<string>();
  readonly text = input<string>();
  /** In a dashed frame: the place that waits to be filled. */
  readonly framed = input(false, { transform: booleanAttribute });
  /** Whether the words, and only they, are read out to those who listen: it came without being asked for. */
  readonly announced = input(false, { transform: booleanAttribute });
}

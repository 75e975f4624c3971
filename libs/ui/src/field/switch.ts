import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';

let switches = 0;

/** On or off, at once: a label, what it means, and a switch. */
@Component({
  selector: 'parlour-switch',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <label [for]="id">
      <span class="label">{{ label() }}</span>
      @if (meaning(); as words) {
        <span class="meaning" [id]="id + '-meaning'">{{ words }}</span>
      }
    </label>
    <input
      type="checkbox"
      role="switch"
      [id]="id"
      [checked]="checked()"
      [attr.aria-label]="label()"
      [attr.aria-describedby]="meaning() ? id + '-meaning' : null"
      (change)="checked.set(!checked())"
    />
  `,
  styleUrls: ['./label-and-meaning.css', './switch.css'],
})
export class Switch {
  readonly label = input.required<string>();
  readonly meaning = input<string>();
  readonly checked = model.required<boolean>();

  protected readonly id = `switch-${++switches}`;
}

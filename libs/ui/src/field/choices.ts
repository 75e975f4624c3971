import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';
import { PresenceDot, type PresenceLook } from '../avatar/presence-dot';

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** What it means, in a line below. */
  readonly meaning?: string;
  /** A mark before it. */
  readonly look?: PresenceLook;
}

let groups = 0;

/** One of a few, all in sight: radio buttons that look like small cards. What is ticked is shown by the card itself. */
@Component({
  selector: 'parlour-choices',
  imports: [PresenceDot],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset>
      <legend>{{ legend() }}</legend>
      @for (choice of choices(); track choice.value) {
        <label class="choice">
          <input
            type="radio"
            [name]="name"
            [value]="choice.value"
            [checked]="choice.value === value()"
            [attr.aria-label]="choice.label"
            [attr.aria-describedby]="choice.meaning ? name + choice.value : null"
            (change)="value.set(choice.value)"
          />
          @if (choice.look; as look) {
            <parlour-presence-dot [state]="look" />
          }
          <span>
            <span class="label">{{ choice.label }}</span>
            @if (choice.meaning; as meaning) {
              <span class="meaning" [id]="name + choice.value">{{ meaning }}</span>
            }
          </span>
        </label>
      }
    </fieldset>
  `,
  styleUrl: './choices.css',
})
export class Choices {
  readonly legend = input.required<string>();
  readonly choices = input.required<readonly Choice[]>();
  readonly value = model.required<string>();

  protected readonly name = `choices-${++groups}`;
}

import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';
import { LucideDynamicIcon, type LucideIcon } from '@lucide/angular';
import { PresenceDot, type PresenceLook } from '../avatar/presence-dot';

export interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
  /** What it means, in a line below. */
  readonly meaning?: string;
  /** A mark before it: what others see, */
  readonly look?: PresenceLook;
  /** or a picture. */
  readonly icon?: LucideIcon;
}

let groups = 0;

/** One of a few, all in sight: radio buttons that look like small cards. What is ticked is shown by the card itself. */
@Component({
  selector: 'parlour-choices',
  imports: [LucideDynamicIcon, PresenceDot],
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
          @if (choice.icon; as icon) {
            <svg [lucideIcon]="icon"></svg>
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
  styleUrls: ['./label-and-meaning.css', './choices.css'],
})
export class Choices<Value extends string = string> {
  readonly legend = input.required<string>();
  readonly choices = input.required<readonly Choice<Value>[]>();
  readonly value = model.required<Value>();

  protected readonly name = `choices-${++groups}`;
}

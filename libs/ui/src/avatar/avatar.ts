import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { avatarColor, initials } from './avatar-look';

/** A face until there are pictures: initials on a colour of their own. Silent to listeners, the name stands beside it. */
@Component({
  selector: 'parlour-avatar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `{{ letters() }}`,
  styleUrl: './avatar.css',
  host: {
    'aria-hidden': 'true',
    '[style.--avatar-size.px]': 'size()',
    '[style.--avatar-color]': 'color()',
    '[attr.title]': 'hoverName() ? name() : null',
  },
})
export class Avatar {
  readonly userId = input.required<string>();
  readonly name = input.required<string>();
  /** In px. */
  readonly size = input(32);
  /** Whether the pointer learns the name: for faces without a name beside them. */
  readonly hoverName = input(false);

  protected readonly letters = computed(() => initials(this.name()));
  protected readonly color = computed(() => `var(--color-avatar-${avatarColor(this.userId())})`);
}

import { ChangeDetectionStrategy, Component, computed, input, linkedSignal } from '@angular/core';
import { avatarColor, initials } from './avatar-look';
import { PresenceDot, type PresenceLook } from './presence-dot';

/**
 * A face: the picture, and until it is there (or where there is none, or it does not load) initials on a colour of their
 * own. Silent to listeners: the name stands beside it, and so do the words for the presence.
 */
@Component({
  selector: 'parlour-avatar',
  imports: [PresenceDot],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (pictureState() !== 'shown') {
      <span class="letters">{{ letters() }}</span>
    }
    @if (picture() && pictureState() !== 'failed') {
      <img
        alt=""
        decoding="async"
        draggable="false"
        [src]="picture()"
        [width]="size()"
        [height]="size()"
        [class.shown]="pictureState() === 'shown'"
        (load)="pictureState.set('shown')"
        (error)="pictureState.set('failed')"
      />
    }
    @if (presence(); as look) {
      <parlour-presence-dot class="dot" [state]="look" [size]="dotSize()" />
    }
  `,
  styleUrl: './avatar.css',
  host: {
    'aria-hidden': 'true',
    '[style.--avatar-size.px]': 'size()',
    '[style.--avatar-color]': 'color()',
    '[attr.data-presence]': 'presence()',
    '[attr.title]': 'hoverName() ? name() : null',
  },
})
export class Avatar {
  readonly userId = input.required<string>();
  readonly name = input.required<string>();
  /** Where the picture is; null for initials. */
  readonly picture = input<string | null>(null);
  /** Null for none. It stands on a ring of the ground, `--faces-ground`. */
  readonly presence = input<PresenceLook | null>(null);
  /** In px. */
  readonly size = input(32);
  /** Whether the pointer learns the name: for faces without a name beside them. */
  readonly hoverName = input(false);

  /** A new picture begins anew. */
  protected readonly pictureState = linkedSignal<string | null, 'loading' | 'shown' | 'failed'>({
    source: this.picture,
    computation: () => 'loading',
  });
  protected readonly letters = computed(() => initials(this.name()));
  protected readonly color = computed(() => `var(--color-avatar-${avatarColor(this.userId())})`);
  protected readonly dotSize = computed(() => Math.max(8, Math.round(this.size() * 0.28)));
}

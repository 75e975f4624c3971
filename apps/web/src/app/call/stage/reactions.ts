import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { switchMap } from 'rxjs';
import { UserName } from '../../core/users/user-names';
import { platform } from '../../platform/platform';
import { type CallReaction, type LiveCall } from '../live-call';
import { type FloatingReaction, withReaction } from './floating-reactions';

/** How long a reaction is seen; its animation takes as long. */
const floatMs = 4_000;

/** The reactions of everybody, floating up over the stage for a moment. Those who listen hear of them elsewhere. */
@Component({
  selector: 'parlour-reactions',
  imports: [UserName],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (one of floating(); track one.key) {
      <p class="reaction" [style.--lane]="one.lane">
        <span class="emoji">{{ one.emoji }}</span>
        @if (one.user; as user) {
          <span class="name">{{ user | userName }}</span>
        }
      </p>
    }
  `,
  styleUrl: './reactions.css',
  host: { 'aria-hidden': 'true' },
})
export class Reactions {
  private readonly clock = inject(platform).clock;

  readonly call = input.required<LiveCall>();

  protected readonly floating = signal<readonly FloatingReaction[]>([]);

  constructor() {
    toObservable(this.call)
      .pipe(
        switchMap(({ reactions$ }) => reactions$),
        takeUntilDestroyed(),
      )
      .subscribe((reaction) => this.show(reaction));
  }

  private show({ participantId, emoji }: CallReaction): void {
    const { self, others } = this.call();
    const user = [self, ...others()].find(({ id }) => id === participantId)?.user ?? null;
    const { floating, added } = withReaction(this.floating(), { emoji, user });
    this.floating.set(floating);
    this.clock.schedule(floatMs, () =>
      this.floating.update((now) => now.filter(({ key }) => key !== added.key)),
    );
  }
}

import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { type DirectChat } from '@parlour/contracts';
import { Button } from '@parlour/ui';
import { PeopleStore } from '../core/people/people-store';
import { UserNames } from '../core/users/user-names';
import { PersonActions } from '../people/person-actions';

/** Why nothing can be written here, in one sentence, and what mends it. */
@Component({
  selector: 'parlour-closed-input',
  imports: [Button, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p>{{ 'direct.closed.' + reason() | transloco: { name: name() } }}</p>
    @switch (reason()) {
      @case ('none') {
        <button
          parlourButton
          variant="outline"
          type="button"
          [busy]="busy()"
          (click)="actions.add(chat().user)"
        >
          {{ 'people.add' | transloco }}
        </button>
      }
      @case ('incoming') {
        <button parlourButton type="button" [busy]="busy()" (click)="actions.accept(chat().user)">
          {{ 'people.accept' | transloco }}
        </button>
      }
      @case ('outgoing') {
        <button parlourButton variant="outline" type="button" (click)="actions.withdraw(chat().user)">
          {{ 'people.withdraw' | transloco }}
        </button>
      }
      @case ('blocked') {
        <button
          parlourButton
          variant="outline"
          type="button"
          [busy]="busy()"
          (click)="actions.unblock(chat().user)"
        >
          {{ 'people.unblock' | transloco }}
        </button>
      }
    }
  `,
  styleUrl: './closed-input.css',
  host: { role: 'status' },
})
export class ClosedInput {
  private readonly people = inject(PeopleStore);
  private readonly names = inject(UserNames);
  protected readonly actions = inject(PersonActions);

  readonly chat = input.required<DirectChat>();

  protected readonly name = computed(() => this.names.of(this.chat().user));
  protected readonly busy = computed(() => this.people.isBusy(this.chat().user.id));
  /** What they are to me tells more than that we are not friends. */
  protected readonly reason = computed(() => {
    const { state, user } = this.chat();
    if (state === 'deleted' || state === 'blocked') return state;
    const relation = this.people.of(user.id)?.relation;
    return relation === 'incoming' || relation === 'outgoing' ? relation : 'none';
  });
}

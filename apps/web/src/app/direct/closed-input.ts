import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { type DirectChat } from '@parlour/contracts';
import { PeopleStore } from '../core/people/people-store';
import { UserNames } from '../core/users/user-names';
import { RelationActions } from '../people/relation-actions';

/** Why nothing can be written here, in one sentence, and what mends it. */
@Component({
  selector: 'parlour-closed-input',
  imports: [RelationActions, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p>{{ 'direct.closed.' + reason() | transloco: { name: name() } }}</p>
    @let why = reason();
    @if (why !== 'deleted') {
      <parlour-relation-actions place="chat" [user]="chat().user" [relation]="why" />
    }
  `,
  styleUrl: './closed-input.css',
  host: { role: 'status' },
})
export class ClosedInput {
  private readonly people = inject(PeopleStore);
  private readonly names = inject(UserNames);

  readonly chat = input.required<DirectChat>();

  protected readonly name = computed(() => this.names.of(this.chat().user));
  /** What they are to me tells more than that we are not friends. */
  protected readonly reason = computed(() => {
    const { state, user } = this.chat();
    if (state === 'deleted' || state === 'blocked') return state;
    const relation = this.people.of(user.id)?.relation;
    return relation === 'incoming' || relation === 'outgoing' ? relation : 'none';
  });
}

import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideMessageSquare } from '@lucide/angular';
import { type Person } from '@parlour/contracts';
import { IconButton } from '@parlour/ui';
import { PresenceWords } from '../core/presence/presence-words';
import { UserAvatar } from '../core/users/user-avatar';
import { UserName, UserNames } from '../core/users/user-names';
import { CallButtons } from './call-buttons';
import { ParlourPerson } from './parlour-person';
import { PersonActions } from './person-actions';
import { RelationActions } from './relation-actions';

/** Somebody in a list, and what is done most often about who they are to me. The rest is on their card. */
@Component({
  selector: 'parlour-person-row',
  imports: [
    CallButtons,
    IconButton,
    LucideMessageSquare,
    ParlourPerson,
    RelationActions,
    TranslocoPipe,
    UserAvatar,
    UserName,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './person-row.html',
  styleUrls: ['./person-line.css', './person-row.css'],
})
export class PersonRow {
  private readonly presenceWords = inject(PresenceWords);
  private readonly names = inject(UserNames);
  protected readonly actions = inject(PersonActions);

  readonly person = input.required<Person>();

  protected readonly name = computed(() => this.names.of(this.person().user));
  protected readonly presenceText = computed(() => this.presenceWords.of(this.person().presence));
}

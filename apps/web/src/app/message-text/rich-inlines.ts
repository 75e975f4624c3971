import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { type User } from '@parlour/contracts';
import { Session } from '../core/session/session';
import { UserNames } from '../core/users/user-names';
import { ParlourPerson } from '../people/parlour-person';
import { type Inline } from './rich-text';

/** The parts of a line. Links and names are isolated: whatever direction they are written in stays within them. */
@Component({
  selector: 'parlour-rich-inlines',
  imports: [ParlourPerson, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './rich-inlines.html',
  styleUrl: './rich-inlines.css',
})
export class RichInlines {
  readonly inlines = input.required<readonly Inline[]>();

  private readonly self = inject(Session).user;
  private readonly names = inject(UserNames);

  protected readonly isMe = ({ id }: User): boolean => id === this.self()?.id;
  protected readonly nameOf = (user: User): string => this.names.of(user);
}

import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideUserPlus } from '@lucide/angular';
import { type Relation, type User } from '@parlour/contracts';
import { Button, type ButtonVariant } from '@parlour/ui';
import { PeopleStore } from '../core/people/people-store';
import { UserNames } from '../core/users/user-names';
import { PersonActions } from './person-actions';

interface Offer {
  readonly verb: 'accept' | 'decline' | 'withdraw' | 'unblock' | 'add';
  readonly variant: ButtonVariant;
  /** Its button says that the server is being asked; that of the others goes at once. */
  readonly waits: boolean;
}
type Offers = Readonly<Record<Relation, readonly Offer[]>>;

const accept: Offer = { verb: 'accept', variant: 'primary', waits: true };
const add: Offer = { verb: 'add', variant: 'primary', waits: true };
const offers: Offers = {
  friends: [],
  incoming: [accept, { verb: 'decline', variant: 'outline', waits: false }],
  outgoing: [{ verb: 'withdraw', variant: 'outline', waits: false }],
  blocked: [{ verb: 'unblock', variant: 'outline', waits: true }],
  none: [add],
};
/** At the foot of a chat there is only what opens it. */
const offersInChat: Offers = { ...offers, incoming: [accept], none: [{ ...add, variant: 'outline' }] };

/**
 * What changes what somebody is to me: asking, answering, taking back, letting in again. In a row of a list the button
 * is short, and says whom it is about to those who listen.
 */
@Component({
  selector: 'parlour-relation-actions',
  imports: [Button, LucideUserPlus, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @let inRow = place() === 'row';
    @for (offer of offers(); track offer.verb) {
      @let words = 'people.' + offer.verb;
      <button
        parlourButton
        type="button"
        [class.filling]="place() === 'card'"
        [variant]="offer.variant"
        [busy]="busy() && offer.waits"
        [attr.aria-label]="inRow ? (words + 'Name' | transloco: { name: name() }) : null"
        (click)="actions[offer.verb](user())"
      >
        @if (offer.verb === 'add' && place() !== 'chat') {
          <svg lucideUserPlus [size]="inRow ? 18 : 20"></svg>
        }
        {{ (offer.verb === 'add' && inRow ? 'people.addShort' : words) | transloco }}
      </button>
    }
  `,
  styles: `
    :host {
      display: contents;
    }

    .filling {
      flex: 1 1 auto;
    }
  `,
})
export class RelationActions {
  private readonly people = inject(PeopleStore);
  private readonly names = inject(UserNames);
  protected readonly actions = inject(PersonActions);

  readonly user = input.required<User>();
  readonly relation = input.required<Relation>();
  readonly place = input.required<'row' | 'card' | 'chat'>();

  protected readonly offers = computed(
    () => (this.place() === 'chat' ? offersInChat : offers)[this.relation()],
  );
  protected readonly name = computed(() => this.names.of(this.user()));
  protected readonly busy = computed(() => this.people.isBusy(this.user().id));
}

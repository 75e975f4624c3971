import {
  ChangeDetectionStrategy,
  Component,
  afterNextRender,
  computed,
  inject,
  input,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideUsersRound } from '@lucide/angular';
import { EmptyState, Page, Skeleton, WaitingRows } from '@parlour/ui';
import { LoadFailed } from '../core/feedback/load-failed';
import { PeopleStore } from '../core/people/people-store';
import { Session } from '../core/session/session';
import { PersonRow } from './person-row';
import { PersonSearch } from './person-search';

/** Friends, requests in both directions, those whom I block, and the way to find somebody. */
@Component({
  selector: 'parlour-people-page',
  imports: [
    EmptyState,
    LoadFailed,
    LucideUsersRound,
    Page,
    PersonRow,
    PersonSearch,
    Skeleton,
    TranslocoPipe,
    WaitingRows,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './people-page.html',
  styleUrl: './people-page.css',
})
export class PeoplePage {
  protected readonly people = inject(PeopleStore);
  protected readonly self = inject(Session).user;

  /** Present in the address where one comes to find somebody: then one can type at once. */
  readonly find = input<string>();

  private readonly search = viewChild.required(PersonSearch);
  protected readonly lists = computed(() =>
    [
      { name: 'incoming', people: this.people.incoming() },
      { name: 'friends', people: this.people.friends() },
      { name: 'outgoing', people: this.people.outgoing() },
      { name: 'blocked', people: this.people.blocked() },
    ].filter(({ people }) => people.length > 0),
  );
  protected readonly lonely = computed(
    () => this.people.friends().length === 0 && this.people.incoming().length === 0,
  );

  constructor() {
    afterNextRender(() => {
      if (this.find() !== undefined) this.search().focus();
    });
  }
}

import { Component, computed, inject, input } from '@angular/core';
import { type User } from '@parlour/contracts';
import { type Face, Faces } from '@parlour/ui';
import { avatarUrl } from './avatar-url';
import { KnownUsers } from './known-users';
import { UserNames } from './user-names';

/** A few people as small faces, as they look now. */
@Component({
  selector: 'parlour-user-faces',
  imports: [Faces],
  template: `<parlour-faces [people]="faces()" [label]="label()" [max]="max()" [size]="size()" />`,
  styles: ':host { display: inline-flex; flex: none; }',
})
export class UserFaces {
  readonly users = input.required<readonly User[]>();
  /** What a listener hears: who is there, in words. */
  readonly label = input.required<string>();
  readonly max = input(4);
  /** In px. */
  readonly size = input(20);

  private readonly known = inject(KnownUsers);
  private readonly names = inject(UserNames);
  protected readonly faces = computed(() => this.users().map((user) => this.face(user)));

  private face(user: User): Face {
    const picture = avatarUrl(this.known.latest(user), this.size());
    return { id: user.id, name: this.names.of(user), picture };
  }
}

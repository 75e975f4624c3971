import { Injectable, Pipe, type PipeTransform, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { type User } from '@parlour/contracts';
import { KnownUsers } from './known-users';

/** What people are called: the name they chose, or the words for an account that is no more. */
@Injectable({ providedIn: 'root' })
export class UserNames {
  private readonly known = inject(KnownUsers);
  private readonly transloco = inject(TranslocoService);

  /** A signal read: follows a change of the name, and of the language. */
  of(user: User): string {
    const { displayName, deleted } = this.known.latest(user);
    if (!deleted) return displayName;
    this.transloco.activeLang();
    return this.transloco.translate('app.deletedUser');
  }

  /** `Anna, Ben`: everybody, in the order given. */
  list(users: readonly User[]): string {
    return users.map((user) => this.of(user)).join(', ');
  }
}

/** `{{ user | userName }}`. Not pure: it reads signals, which a pure pipe would read once. */
@Pipe({ name: 'userName', pure: false })
export class UserName implements PipeTransform {
  private readonly names = inject(UserNames);

  transform(user: User): string {
    return this.names.of(user);
  }
}

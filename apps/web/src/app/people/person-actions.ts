import { Injectable, inject } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { type Person, type User } from '@parlour/contracts';
import { Confirm } from '../core/confirm/confirm-dialog';
import { Notices } from '../core/notices/notices';
import { PeopleStore } from '../core/people/people-store';
import { UserNames } from '../core/users/user-names';
import { Calling } from '../ring/calling';

/** What one can do about somebody, from wherever they are shown: asks where it ends something, and says what failed. */
@Injectable({ providedIn: 'root' })
export class PersonActions {
  private readonly people = inject(PeopleStore);
  private readonly names = inject(UserNames);
  private readonly transloco = inject(TranslocoService);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);
  private readonly router = inject(Router);
  private readonly calling = inject(Calling);

  add(user: User): Promise<void> {
    return this.attempt(this.people.request(user));
  }

  withdraw(user: User): Promise<void> {
    return this.attempt(this.people.withdraw(user));
  }

  accept(user: User): Promise<void> {
    return this.attempt(this.people.accept(user));
  }

  decline(user: User): Promise<void> {
    return this.attempt(this.people.decline(user));
  }

  unblock(user: User): Promise<void> {
    return this.attempt(this.people.unblock(user));
  }

  async remove(user: User): Promise<void> {
    if (await this.isSure('remove', user)) await this.attempt(this.people.remove(user));
  }

  async block(user: User): Promise<void> {
    if (await this.isSure('block', user)) await this.attempt(this.people.block(user));
  }

  async message({ chatId }: Person): Promise<void> {
    if (chatId) await this.router.navigate(['/direct', chatId]);
  }

  async call({ user, chatId }: Person, media: { readonly video: boolean }): Promise<void> {
    if (chatId) await this.attempt(this.calling.call({ userId: user.id, chatId }, media));
  }

  private isSure(what: 'remove' | 'block', user: User): Promise<boolean> {
    const name = this.names.of(user);
    return this.confirm.ask({
      title: this.transloco.translate(`people.${what}Title`, { name }),
      text: this.transloco.translate(`people.${what}Text`, { name }),
      action: this.transloco.translate(`people.${what}`),
    });
  }

  private async attempt(command: Promise<unknown>): Promise<void> {
    await command.catch((error: unknown) => this.notices.sayFailure(error));
  }
}

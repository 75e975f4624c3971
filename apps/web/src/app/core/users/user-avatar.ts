import { Component, computed, inject, input } from '@angular/core';
import { type User } from '@parlour/contracts';
import { Avatar, type PresenceLook } from '@parlour/ui';
import { avatarUrl } from './avatar-url';
import { KnownUsers } from './known-users';
import { UserNames } from './user-names';

/** The face of a person, as they look now. Silent to listeners: name and presence stand beside it in words. */
@Component({
  selector: 'parlour-user-avatar',
  imports: [Avatar],
  template: `<parlour-avatar
    [userId]="user().id"
    [name]="name()"
    [picture]="picture()"
    [presence]="presence()"
    [size]="size()"
    [hoverName]="hoverName()"
  />`,
  styles: ':host { display: inline-flex; flex: none; }',
})
export class UserAvatar {
  readonly user = input.required<User>();
  /** In px. */
  readonly size = input(32);
  /** Null for no mark. */
  readonly presence = input<PresenceLook | null>(null);
  readonly hoverName = input(false);

  private readonly known = inject(KnownUsers);
  private readonly names = inject(UserNames);
  protected readonly name = computed(() => this.names.of(this.user()));
  protected readonly picture = computed(() => avatarUrl(this.known.latest(this.user()), this.size()));
}

import { Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Page } from '@parlour/ui';
import { Session } from '../core/session/session';
import { CallNoticesSwitch } from '../ring/call-notices-switch';
import { AccountSection } from './account-section';
import { AccountSessions } from './account-sessions';
import { Appearance } from './appearance';
import { DeleteAccount } from './delete-account';
import { EmailForm } from './email-form';
import { PasswordForm } from './password-form';
import { PictureField } from './picture-field';
import { PresenceSettings } from './presence-settings';
import { ProfileForm } from './profile-form';
import { SessionList } from './session-list';

/** Everything about oneself in one place, in the order in which it is looked for. */
@Component({
  selector: 'parlour-account-page',
  imports: [
    AccountSection,
    Appearance,
    CallNoticesSwitch,
    DeleteAccount,
    EmailForm,
    Page,
    PasswordForm,
    PictureField,
    PresenceSettings,
    ProfileForm,
    SessionList,
    TranslocoPipe,
  ],
  providers: [AccountSessions],
  templateUrl: './account-page.html',
  styleUrl: './account-page.css',
})
export class AccountPage {
  private readonly user = inject(Session).user;
  protected readonly email = computed(() => this.user()?.email ?? '');
}

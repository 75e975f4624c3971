import { type Type, computed, signal } from '@angular/core';
import { MatDialogRef } from '@angular/material/dialog';
import { type SelfUser } from '@parlour/contracts';
import { ApiFailure } from '../core/api/api-failure';
import { Account } from '../core/account/account';
import { Notices } from '../core/notices/notices';
import { Session } from '../core/session/session';
import { render } from '../core/testing/rendered';
import { anna, selfOf } from '../core/testing/users';
import { PasswordStrength } from '../auth/password-strength';
import { AccountSessions } from './account-sessions';
import { DeleteAccountDialog } from './delete-account-dialog';
import { EmailForm } from './email-form';
import { PasswordForm } from './password-form';
import { PresenceSettings } from './presence-settings';
import { ProfileForm } from './profile-form';

/** An account whose server does what it is asked, or fails with `failure`. */
class FakeAccount {
  readonly me = signal(selfOf(anna, { bio: 'Hello.' }));
  readonly user = computed((): SelfUser | null => this.me());
  readonly asked: { readonly what: string; readonly with: unknown }[] = [];
  failure: ApiFailure | null = null;

  /** What the server waits for before it saves. */
  ready: Promise<unknown> = Promise.resolve();

  changePresence = (change: Partial<SelfUser>) => this.answer('presence', change);
  saveProfile = async (change: Partial<SelfUser>) => {
    await this.answer('profile', change);
    await this.ready;
    this.me.update((me) => ({ ...me, ...change }));
  };
  changeEmail = (request: object) => this.answer('email', request);
  changePassword = (request: object) => this.answer('password', request);
  delete = (password: string) => this.answer('delete', password);

  private async answer(what: string, request: unknown): Promise<void> {
    this.asked.push({ what, with: request });
    if (this.failure) throw this.failure;
  }
}

async function open(part: Type<unknown>, failure: ApiFailure | null = null) {
  const account = new FakeAccount();
  account.failure = failure;
  const said: string[] = [];
  const happened: string[] = [];
  const page = await render(part, [
    { provide: Account, useValue: account },
    { provide: Session, useValue: { user: account.user } },
    { provide: AccountSessions, useValue: { load: async () => void happened.push('sessions read anew') } },
    { provide: MatDialogRef, useValue: { close: () => happened.push('dialog closed') } },
    {
      provide: PasswordStrength,
      useValue: { of: async () => ({ score: 4, advice: [] }), prepare: () => undefined },
    },
    {
      provide: Notices,
      useValue: {
        say: (key: string) => said.push(key),
        sayFailure: (error: unknown) => said.push(ApiFailure.of(error).code),
      },
    },
  ]);
  return { account, page, said, happened };
}

const strong = 'a sentence nobody would guess 9';

describe('the profile', () => {
  test('shows what it is, and saves what it is to be', async () => {
    const { account, page, said } = await open(ProfileForm);
    expect(page.input('Name').value).toBe('Anna');
    expect(page.input('About you (optional)').value).toBe('Hello.');
    page.fill({ Name: 'Anna B.', 'About you (optional)': '' });
    await page.submit();
    expect(account.asked).toEqual([{ what: 'profile', with: { displayName: 'Anna B.', bio: '' } }]);
    expect(said).toEqual(['account.profile.saved']);
  });

  test('does not undo what was changed on another device meanwhile', async () => {
    const { account, page } = await open(ProfileForm);
    page.fill({ Name: 'Anna B.' });
    account.me.update((me) => ({ ...me, bio: 'Written on the phone.' }));
    await page.settle();
    expect(page.input('Name').value).toBe('Anna B.');
    expect(page.input('About you (optional)').value).toBe('Written on the phone.');
    await page.submit();
    expect(account.asked[0]?.with).toEqual({ displayName: 'Anna B.', bio: 'Written on the phone.' });
  });

  test('keeps what is typed while it is saved, to be saved next', async () => {
    const { account, page } = await open(ProfileForm);
    const saved = Promise.withResolvers<undefined>();
    account.ready = saved.promise;
    page.fill({ Name: 'Anna B.' });
    await page.submit();
    page.fill({ Name: 'Anna B. C.' });
    saved.resolve(undefined);
    await page.settle();
    expect(page.input('Name').value).toBe('Anna B. C.');
    await page.submit();
    expect(account.asked.at(-1)?.with).toMatchObject({ displayName: 'Anna B. C.' });
  });

  test('counts what was written about oneself', async () => {
    const { page } = await open(ProfileForm);
    page.fill({ 'About you (optional)': 'Hi 👋🏽' });
    await page.settle();
    expect(page.text).toMatch(/5 of 280 characters/);
  });

  test('without a name goes nowhere, and the focus goes to it', async () => {
    const { account, page } = await open(ProfileForm);
    page.fill({ Name: '  ' });
    await page.submit();
    expect(page.errorOf('Name')).toMatch(/Give yourself a name/);
    expect(document.activeElement).toBe(page.input('Name'));
    expect(account.asked).toEqual([]);
  });

  test('keeps what was typed when the server is out of reach, and says so', async () => {
    const { page } = await open(ProfileForm, ApiFailure.offline());
    page.fill({ Name: 'Anna B.' });
    await page.submit();
    expect(page.alert).toMatch(/Nothing is lost/);
    expect(page.input('Name').value).toBe('Anna B.');
  });
});

describe('the e-mail address', () => {
  test('is changed with the current password, and the form is empty again', async () => {
    const { account, page, said } = await open(EmailForm);
    page.fill({ 'New e-mail address': 'anna@new.example', 'Current password': 'correct horse' });
    await page.submit();
    expect(account.asked).toEqual([
      { what: 'email', with: { email: 'anna@new.example', password: 'correct horse' } },
    ]);
    expect(said).toEqual(['account.email.saved']);
    expect(page.input('Current password').value).toBe('');
    expect(page.errorOf('Current password')).toBeNull();
  });

  test.each([
    ['wrong_password', 'Current password', /not your current password/],
    ['email_refused', 'New e-mail address', /cannot be used/],
  ] as const)('says %s on its field, and brings one there', async (code, label, words) => {
    const { page } = await open(EmailForm, new ApiFailure(code));
    page.fill({ 'New e-mail address': 'anna@new.example', 'Current password': 'wrong' });
    await page.submit();
    expect(page.errorOf(label)).toMatch(words);
    expect(document.activeElement).toBe(page.input(label));
  });
});

describe('the password', () => {
  test('is changed with the current one, and everywhere else is logged out', async () => {
    const { account, page, said, happened } = await open(PasswordForm);
    page.fill({ 'Current password': 'correct horse', 'New password': strong });
    await page.submit();
    expect(account.asked).toEqual([
      { what: 'password', with: { password: 'correct horse', newPassword: strong } },
    ]);
    expect(said).toEqual(['account.password.saved']);
    expect(happened).toEqual(['sessions read anew']);
  });

  test.each([
    ['wrong_password', 'Current password', /not your current password/],
    ['weak_password', 'New password', /easy to guess/],
  ] as const)('says %s on its field', async (code, label, words) => {
    const { page } = await open(PasswordForm, new ApiFailure(code));
    page.fill({ 'Current password': 'correct horse', 'New password': strong });
    await page.submit();
    expect(page.errorOf(label)).toMatch(words);
  });
});

describe('what others see', () => {
  const chosen = () => document.querySelector<HTMLInputElement>('input[type=radio]:checked');

  test('is chosen with one touch', async () => {
    const { account, page } = await open(PresenceSettings);
    expect(chosen()?.getAttribute('aria-label')).toBe('Online');
    page.input('Do not disturb').click();
    await page.settle();
    expect(account.asked).toEqual([{ what: 'presence', with: { status: 'dnd' } }]);
    page.input('Show when I was last online').click();
    await page.settle();
    expect(account.asked[1]).toEqual({ what: 'presence', with: { showLastSeen: false } });
    page.input('Show what I have read').click();
    await page.settle();
    expect(account.asked[2]).toEqual({ what: 'presence', with: { showRead: false } });
  });

  test('says so when it could not be changed', async () => {
    const { page, said } = await open(PresenceSettings, ApiFailure.offline());
    page.input('Invisible').click();
    await page.settle();
    expect(said).toEqual(['offline']);
  });
});

describe('deleting the account', () => {
  const confirm = 'Type your username, anna, to confirm';

  test('says what goes and what stays', async () => {
    const { page } = await open(DeleteAccountDialog);
    expect(page.text).toMatch(/What goes: your profile and picture/);
    expect(page.text).toMatch(/What stays: the messages you wrote/);
  });

  test('takes the password and the username, and then closes', async () => {
    const { account, page, happened } = await open(DeleteAccountDialog);
    page.fill({ 'Current password': 'correct horse', [confirm]: ' Anna ' });
    await page.submit();
    expect(account.asked).toEqual([{ what: 'delete', with: 'correct horse' }]);
    expect(happened).toEqual(['dialog closed']);
  });

  test('does not happen to who typed another name', async () => {
    const { account, page } = await open(DeleteAccountDialog);
    page.fill({ 'Current password': 'correct horse', [confirm]: 'ann' });
    await page.submit();
    expect(page.errorOf(confirm)).toBe('Type anna, exactly.');
    expect(account.asked).toEqual([]);
  });

  test('does not happen with a wrong password', async () => {
    const { page, happened } = await open(DeleteAccountDialog, new ApiFailure('wrong_password'));
    page.fill({ 'Current password': 'wrong', [confirm]: 'anna' });
    await page.submit();
    expect(page.errorOf('Current password')).toMatch(/not your current password/);
    expect(happened).toEqual([]);
  });
});

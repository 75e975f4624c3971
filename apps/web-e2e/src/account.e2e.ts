import { expect, test } from '@playwright/test';
import { part, password, Person, twoFriends } from './support/person';

test.describe('the account', () => {
  test('a changed password ends the session of another browser at once, and not this one', async ({
    browser,
  }) => {
    const anna = await Person.arrive(browser, 'anna');
    await anna.signUp();
    const elsewhere = await Person.arriveAs(browser, anna.username);
    await elsewhere.signIn();
    await anna.openAccountPage();
    const section = anna.page.getByRole('region', { name: 'Password', exact: true });
    await section.getByLabel('Current password').fill(password);
    await section.getByLabel('New password').fill('copper lantern fjord 41');
    await section.getByRole('button', { name: 'Change password' }).click();
    await expect(anna.page.getByText('Your password is changed.')).toBeVisible();
    await expect(elsewhere.page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await anna.page.reload();
    await expect(anna.page.getByRole('heading', { name: 'Your account' })).toBeVisible();
    await part(anna, elsewhere);
  });

  test('of somebody who deletes it nothing is left but what they wrote', async ({ browser }) => {
    const [anna, ben] = await twoFriends(browser);
    await ben.openDirectChat(anna);
    await ben.send('Farewell');
    await anna.openDirectChat(ben);
    await ben.openAccountPage();
    await ben.page.getByRole('button', { name: 'Delete account…' }).click();
    const dialog = ben.page.getByRole('dialog');
    await dialog.getByLabel('Current password').fill(password);
    await dialog.getByLabel(/^Type your username/).fill(ben.username);
    await dialog.getByRole('button', { name: 'Delete for good' }).click();
    await expect(ben.page.getByText('Your account is deleted.')).toBeVisible();

    await expect(anna.page.getByRole('heading', { level: 1, name: 'Deleted user' })).toBeVisible();
    await expect(anna.messages).toHaveText(['Farewell']);
    await expect(anna.messageBox).toHaveCount(0);
    await expect(anna.page.getByText(ben.username)).toHaveCount(0);
    await ben.tryToSignIn();
    await expect(ben.page.getByRole('alert')).toBeVisible();
    await part(anna, ben);
  });
});

import { expect, test } from '@playwright/test';
import { Person } from './support/person';

test.describe('signing in', () => {
  test('survives a reload, and the sign-in page never shows in between', async ({ browser }) => {
    const anna = await Person.arrive(browser, 'anna');
    await anna.signUpByForm();

    // A mutation observer sees what a screenshot would miss: a page that stands for one frame only.
    await anna.page.addInitScript(() => {
      const seen: string[] = [];
      Object.assign(window, { seenHeadings: seen });
      new MutationObserver(() => {
        for (const heading of document.querySelectorAll('h1')) seen.push(heading.textContent ?? '');
      }).observe(document, { childList: true, subtree: true });
    });
    await anna.page.reload();
    await expect(anna.page.getByRole('heading', { name: 'Your rooms' })).toBeVisible();
    const seen = await anna.page.evaluate(
      () => (window as unknown as { seenHeadings: string[] }).seenHeadings,
    );
    expect(seen.filter((heading) => /sign in|welcome/i.test(heading))).toEqual([]);
    expect(anna.complaints).toEqual([]);
    await anna.context.close();
  });

  test('a wrong password and an unknown account are answered in the same words', async ({ browser }) => {
    const anna = await Person.arrive(browser, 'anna');
    await anna.signUp();
    const other = await browser.newPage();
    const answers: string[] = [];
    for (const login of [anna.username, 'nobody_at_all']) {
      await other.goto('/sign-in');
      await other.getByLabel('Username or e-mail').fill(login);
      await other.getByLabel('Password', { exact: true }).fill('certainly not the password');
      await other.getByRole('button', { name: 'Sign in' }).click();
      answers.push(await other.getByRole('alert').innerText());
    }
    expect(answers[0]).toBe(answers[1]);
    await other.close();
    await anna.context.close();
  });

  test('a weak password is refused on the form with advice, a taken name on its field', async ({
    browser,
  }) => {
    const anna = await Person.arrive(browser, 'anna');
    await anna.signUp();
    const page = await browser.newPage();
    await page.goto('/sign-up');
    await page.getByLabel('Username').fill(anna.username.toUpperCase());
    await page.getByLabel('E-mail').fill('somebody.else@example.org');
    await page.getByLabel('Password', { exact: true }).fill('password123');
    const create = page.getByRole('button', { name: 'Create account' });
    const refused = page.waitForResponse('**/api/auth/register');
    await create.click();
    expect((await refused).status()).toBe(400);
    await expect(create).not.toHaveAttribute('aria-busy'); // until then it is not pressed twice
    await expect(page).toHaveURL(/sign-up/);
    await expect(page.getByText(/easy to guess|common|guess/i).first()).toBeVisible();

    await page.getByLabel('Password', { exact: true }).fill('a sentence nobody would ever guess 9');
    await create.click();
    await expect(page.getByText(/is taken/i)).toBeVisible();
    await page.close();
    await anna.context.close();
  });

  test('logging out everywhere signs out the other browser at once', async ({ browser }) => {
    const desk = await Person.arrive(browser, 'anna');
    await desk.signUp();
    const phone = await Person.arriveAs(browser, desk.username);
    await phone.signIn();

    await desk.openAccountMenu();
    await desk.page.getByRole('menuitem', { name: 'Your account' }).click();
    await desk.page.getByRole('button', { name: 'Log out everywhere' }).click();
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Log out everywhere' }).click();
    await expect(desk.page).toHaveURL(/sign-in/);
    await expect(phone.page).toHaveURL(/sign-in/);
    await phone.context.close();
    await desk.context.close();
  });

  test('a private room does not exist for a stranger', async ({ browser }) => {
    const anna = await Person.arrive(browser, 'anna');
    const eve = await Person.arrive(browser, 'eve');
    for (const person of [anna, eve]) await person.signUp();
    const path = await anna.createRoom('Only us', 'Private');
    await eve.page.goto(path);
    await expect(eve.page.getByRole('heading', { name: /no such room|not found/i })).toBeVisible();
    for (const person of [anna, eve]) await person.context.close();
  });
});

import {
  expect,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Locator,
  type Page,
} from '@playwright/test';
import { keepPeerConnections, tileOf } from './media';

export const password = 'correct horse battery staple 27';
let people = 0;

const freshName = (name: string): string => `${name}_${Date.now().toString(36).slice(-5)}${people++}`;

/** Somebody with a browser of their own, who does what people do, through the screens. */
export class Person {
  private constructor(
    readonly username: string,
    readonly context: BrowserContext,
    readonly page: Page,
    /** What the browser complained about: content-security policy, uncaught errors. */
    readonly complaints: readonly string[],
  ) {}

  /** Under a name that no other test of the run has. */
  static arrive(browser: Browser, name: string, options: BrowserContextOptions = {}): Promise<Person> {
    return Person.arriveAs(browser, freshName(name), options);
  }

  static async arriveAs(
    browser: Browser,
    username: string,
    options: BrowserContextOptions = {},
  ): Promise<Person> {
    return Person.at(username, await browser.newContext(options));
  }

  private static async at(username: string, context: BrowserContext): Promise<Person> {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (line) => {
      // What nobody catches is caught by Angular in the end, and written down: the browser calls it no page error.
      if (line.type() === 'error' && /^ERROR\b|content.security.policy/i.test(line.text()))
        complaints.push(line.text());
    });
    await page.addInitScript(keepPeerConnections);
    return new Person(username, context, page, complaints);
  }

  /** The same person, at another tab of the same browser. */
  anotherTab(): Promise<Person> {
    return Person.at(this.username, this.context);
  }

  async signUpByForm(): Promise<void> {
    await this.page.goto('/sign-up');
    await this.page.getByLabel('Username').fill(this.username);
    await this.page.getByLabel('E-mail').fill(this.email);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Create account' }).click();
    await expect(this.page.getByRole('heading', { name: 'Your rooms' })).toBeVisible();
  }

  /** The quick way, for tests of other things than the form. */
  async signUp(): Promise<void> {
    const data = { username: this.username, email: this.email, password };
    const answer = await this.context.request.post('/api/auth/register', { data });
    expect(answer.status()).toBe(201);
    await this.page.goto('/api/health/live'); // a page of the same origin, to whose storage the app's hint belongs
    await this.page.evaluate(() => localStorage.setItem('parlour.signed-in', '1'));
    await this.page.goto('/');
    await expect(this.page.getByRole('heading', { name: 'Your rooms' })).toBeVisible();
  }

  private get email(): string {
    return `${this.username}@example.org`;
  }

  async signIn(): Promise<void> {
    await this.tryToSignIn();
    await expect(this.page.getByRole('heading', { name: 'Your rooms' })).toBeVisible();
  }

  async tryToSignIn(): Promise<void> {
    await this.page.goto('/sign-in');
    await this.page.getByLabel('Username or e-mail').fill(this.username);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  /** Opens a room and answers with its path. */
  async createRoom(title: string, visibility: 'Public' | 'Private' = 'Public'): Promise<string> {
    await this.page.getByRole('button', { name: 'Create a room' }).first().click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('Title').fill(title);
    await dialog.getByRole('radio', { name: visibility }).check();
    await dialog.getByRole('button', { name: 'Create room' }).click();
    await expect(this.page).toHaveURL(/\/rooms\//);
    return new URL(this.page.url()).pathname;
  }

  /** Opens a public room by its address and becomes a member. */
  async joinRoom(path: string): Promise<void> {
    await this.page.goto(path);
    await this.page.getByRole('button', { name: 'Join room' }).click();
    await expect(this.messageBox).toBeVisible();
  }

  get joinCallButton(): Locator {
    return this.page.getByRole('button', { name: 'Join call' });
  }

  async joinCall(): Promise<void> {
    await this.joinCallButton.click();
    await expect(this.leaveCallButton).toBeVisible();
  }

  get leaveCallButton(): Locator {
    return this.page.getByRole('button', { name: 'Leave call' });
  }

  get microphoneButton(): Locator {
    return this.page.getByRole('button', { name: /microphone/i });
  }

  get cameraButton(): Locator {
    return this.page.getByRole('button', { name: /camera/i });
  }

  get messageBox(): Locator {
    return this.page.getByRole('textbox', { name: 'Message' });
  }

  async send(text: string): Promise<void> {
    await this.messageBox.fill(text);
    await this.messageBox.press('Enter');
  }

  /** Picks files for the next message, and waits until all are there. */
  async attach(files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
    await this.page.locator('input[type=file]').setInputFiles(files);
    for (const { name } of files)
      await expect(this.page.getByRole('button', { name: `Remove ${name}`, exact: true })).toBeVisible();
  }

  /** The row of the message with this text; the last one where there are several. */
  message(text: string | RegExp): Locator {
    return this.page
      .getByRole('log')
      .locator('[data-key]')
      .filter({ has: this.page.locator('[data-message-text]', { hasText: text }) })
      .last();
  }

  /** By the buttons that come when one points at a message. */
  async act(on: string | RegExp, action: string | RegExp): Promise<void> {
    const row = this.message(on);
    await row.hover();
    const direct = row.getByRole('button', { name: action });
    if (await direct.count()) return direct.first().click();
    await row.getByRole('button', { name: 'More' }).click();
    await this.page.getByRole('menuitem', { name: action }).click();
  }

  /** A room in the list beside every page, by its title. */
  roomEntry(title: string): Locator {
    return this.page.getByRole('navigation').getByRole('link', { name: title });
  }

  /** The texts of the chat, as they stand on the screen. */
  get messages(): Locator {
    return this.page.locator('[data-message-text]');
  }

  /** From home or anywhere else, by the other's username. */
  async addFriend(other: Person): Promise<void> {
    await this.page.getByRole('link', { name: 'Add a friend' }).first().click();
    await this.page.getByRole('textbox', { name: 'Find somebody by username' }).fill(other.username);
    await this.page.getByRole('button', { name: `Add ${other.username} as a friend` }).click();
    await expect(
      this.page.getByRole('button', { name: `Withdraw your request to ${other.username}` }).first(),
    ).toBeVisible();
  }

  async acceptFriend(other: Person): Promise<void> {
    await this.page.getByRole('button', { name: `Accept the request of ${other.username}` }).click();
  }

  /** The two become friends; both are on a page where the other one is listed. */
  async befriend(other: Person): Promise<void> {
    await this.addFriend(other);
    await other.acceptFriend(this);
    for (const [one, two] of [
      [this, other],
      [other, this],
    ] as const) {
      await expect(one.callButton(two)).toBeVisible();
    }
  }

  /** The chat of the two, in the list beside every page. */
  chatEntry(other: Person): Locator {
    return this.page.getByRole('navigation').getByRole('link', { name: other.username });
  }

  async openDirectChat(other: Person): Promise<void> {
    await this.chatEntry(other).click();
    await expect(this.heading(other)).toBeVisible();
    await expect(this.messageBox).toBeVisible();
  }

  /** That of the direct chat with somebody. */
  heading(other: Person): Locator {
    return this.page.getByRole('heading', { level: 1, name: other.username });
  }

  callButton(other: Person, kind: 'Video' | 'Voice' = 'Video'): Locator {
    return this.page.getByRole('button', { name: `${kind} call with ${other.username}` }).first();
  }

  /** What rings at this browser. */
  ringOf(caller: Person): Locator {
    return this.page.getByRole('alertdialog', { name: `${caller.username} is calling` });
  }

  async answer(caller: Person, how: 'With video' | 'With voice' = 'With video'): Promise<void> {
    await this.ringOf(caller).getByRole('button', { name: how }).click();
  }

  async openCallLog(): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: 'Calls' }).click();
    await expect(this.page.getByRole('heading', { name: 'Calls', level: 1 })).toBeVisible();
  }

  /** The lines of the call log, the newest first. */
  get callLog(): Locator {
    return this.page.locator('parlour-call-row');
  }

  async openAccountMenu(): Promise<void> {
    await this.page.getByRole('button', { name: /account/i }).click();
  }

  async openAccountPage(): Promise<void> {
    await this.openAccountMenu();
    await this.page.getByRole('menuitem', { name: 'Your account' }).click();
    await expect(this.page.getByRole('heading', { name: 'Your account' })).toBeVisible();
  }

  async removeMember(other: Person): Promise<void> {
    await this.page
      .getByRole('button', { name: /people|members/i })
      .first()
      .click();
    await this.page.getByRole('button', { name: `Remove ${other.username}` }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  }

  tile(other: Person): Locator {
    return tileOf(this.page, other.username);
  }
}

export async function twoFriends(browser: Browser): Promise<[Person, Person]> {
  const anna = await Person.arrive(browser, 'anna');
  const ben = await Person.arrive(browser, 'ben');
  for (const person of [anna, ben]) await person.signUp();
  await anna.befriend(ben);
  return [anna, ben];
}

type AsMany<Names extends readonly string[]> = { readonly [Name in keyof Names]: Person };

/** Each with a browser of their own. */
export async function arrive<const Names extends readonly string[]>(
  browser: Browser,
  ...names: Names
): Promise<AsMany<Names>> {
  const people: Person[] = [];
  for (const name of names) people.push(await Person.arrive(browser, name));
  return people as AsMany<Names>;
}

/** They sign up, and become members of a new room of the first. @returns its path. */
export async function meetInRoom(title: string, host: Person, ...guests: Person[]): Promise<string> {
  for (const person of [host, ...guests]) await person.signUp();
  const path = await host.createRoom(title);
  for (const guest of guests) await guest.joinRoom(path);
  return path;
}

/** Everybody closes their browser, which had nothing to complain about. */
export async function part(...people: Person[]): Promise<void> {
  for (const person of people) expect(person.complaints).toEqual([]);
  for (const person of people) await person.context.close();
}

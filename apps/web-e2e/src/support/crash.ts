import type { LaunchOptions } from '@playwright/test';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { type Inbound, keepPeerConnections, readInbound } from './media';
import { password } from './person';

/** Somebody in a call whose tab can crash and be loaded again, which Playwright's pages cannot. */
export class CrashingTab {
  private constructor(
    readonly username: string,
    private readonly browser: Browser,
    private readonly page: Page,
  ) {}

  /** Signs up, and goes into the call of a room. */
  static async open(options: LaunchOptions, baseURL: string, room: string): Promise<CrashingTab> {
    const browser = await launch({
      executablePath: options.executablePath ?? '/usr/bin/chromium',
      args: [...(options.args ?? []), '--lang=en-GB'],
      env: { ...process.env, LANGUAGE: 'en_GB' },
    });
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 800 });
    await page.evaluateOnNewDocument(keepPeerConnections);
    const tab = new CrashingTab(`anna_${Date.now().toString(36).slice(-6)}`, browser, page);
    await tab.signUp(baseURL);
    await page.goto(`${baseURL}${room}`);
    await tab.press('Join room');
    await tab.press('Join call');
    return tab;
  }

  press(name: string): Promise<void> {
    return this.page.locator(`::-p-aria([name="${name}"][role="button"])`).click();
  }

  /** The renderer ends without a word, as for want of memory. */
  async crash(): Promise<void> {
    const crashed = new Promise((resolve) => this.page.once('error', resolve));
    this.page.goto('chrome://crash').catch(() => undefined);
    await crashed;
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  inboundFrom(username: string): Promise<Inbound> {
    return this.page.evaluate(readInbound, username);
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  private async signUp(baseURL: string): Promise<void> {
    await this.page.goto(`${baseURL}/sign-up`);
    await this.page.locator('::-p-aria([name="Username"][role="textbox"])').fill(this.username);
    await this.page
      .locator('::-p-aria([name="E-mail"][role="textbox"])')
      .fill(`${this.username}@example.org`);
    await this.page.locator('input[autocomplete="new-password"]').fill(password);
    await this.press('Create account');
    await this.page.locator('::-p-aria([name="Your rooms"][role="heading"])').wait();
  }
}

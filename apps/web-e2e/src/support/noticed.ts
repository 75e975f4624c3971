import type { BrowserContext, Page } from '@playwright/test';

interface Observed {
  sounding: number;
  hidden: boolean;
  readonly notifications: { readonly title: string; closed: boolean }[];
}

declare global {
  interface Window {
    observed: Observed;
  }
}

/** What a browser lets its person notice besides the page: sound, and notifications of the system. */
export class Noticed {
  static async of(context: BrowserContext): Promise<Noticed> {
    await context.addInitScript(() => {
      const observed: Observed = { sounding: 0, hidden: false, notifications: [] };
      window.observed = observed;
      const { start } = AudioBufferSourceNode.prototype;
      const disconnect: (this: AudioNode) => void = AudioBufferSourceNode.prototype.disconnect;
      AudioBufferSourceNode.prototype.start = function (...when) {
        observed.sounding += 1;
        start.apply(this, when);
      };
      AudioBufferSourceNode.prototype.disconnect = function () {
        observed.sounding -= 1;
        disconnect.call(this);
      };
      window.Notification = class extends Notification {
        private readonly entry: Observed['notifications'][number];

        constructor(title: string, options?: NotificationOptions) {
          super(title, options);
          this.entry = { title, closed: false };
          observed.notifications.push(this.entry);
        }

        override close(): void {
          this.entry.closed = true;
          super.close();
        }
      };
      // No tab of a browser without a screen is ever hidden.
      Object.defineProperty(document, 'hidden', { get: () => observed.hidden });
      Object.defineProperty(document, 'visibilityState', {
        get: () => (observed.hidden ? 'hidden' : 'visible'),
      });
    });
    return new Noticed();
  }

  async hide(page: Page): Promise<void> {
    await page.evaluate(() => {
      window.observed.hidden = true;
      document.dispatchEvent(new Event('visibilitychange'));
    });
  }

  /** In how many of these tabs something sounds. */
  async sounding(pages: readonly Page[]): Promise<number> {
    const counts = await Promise.all(pages.map((page) => page.evaluate(() => window.observed.sounding)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  notifications(page: Page): Promise<Observed['notifications']> {
    return page.evaluate(() => window.observed.notifications);
  }
}

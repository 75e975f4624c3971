import type { BrowserContext } from '@playwright/test';

/** Counts the clicks of a person over all their pages, as the browser sees them: keys that press a button count too. */
export class Clicks {
  count = 0;

  async follow(context: BrowserContext): Promise<void> {
    await context.exposeFunction('countClick', () => (this.count += 1));
    await context.addInitScript(() => {
      // A click on a label is followed by one of its control, which no hand makes.
      const isByHand = (event: MouseEvent) =>
        event.isTrusted && !(event.target instanceof HTMLInputElement && event.detail === 0);
      document.addEventListener(
        'click',
        (event) => {
          if (isByHand(event)) void (window as unknown as { countClick(): void }).countClick();
        },
        { capture: true },
      );
    });
  }
}

import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * In this part of the page axe finds nothing that is serious, at 1280 and 390 px, light and dark. Each time it is asked
 * once `laidOut` is through.
 */
export async function expectAccessible(
  page: Page,
  selector: string,
  laidOut: () => Promise<unknown> = () => Promise.resolve(),
): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await laidOut();
      const told = await seriousIn(page, selector);
      expect(told, `${selector} at ${width} px, ${colorScheme}`).toEqual([]);
    }
  }
}

/** What axe finds in this part of the page that keeps people out: each with its place, and axe's own words. */
export async function seriousIn(page: Page, selector = 'html'): Promise<string[]> {
  await drawn(page);
  const { violations } = await new AxeBuilder({ page }).include(selector).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => [id, node.target.join(' '), node.failureSummary].join(': ')),
    );
}

/** What changes its colour with the scheme does so from one frame to the next, also where motion is reduced to nothing. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frames = 0; frames < 2; frames += 1)
      await new Promise((resolve) => requestAnimationFrame(resolve));
  });
}

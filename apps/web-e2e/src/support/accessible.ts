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
      const { violations } = await new AxeBuilder({ page }).include(selector).analyze();
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      const told = serious.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
      );
      expect(told, `${selector} at ${width} px, ${colorScheme}`).toEqual([]);
    }
  }
}

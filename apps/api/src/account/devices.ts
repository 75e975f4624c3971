import type { AccountSession } from '@parlour/contracts';
import Bowser from 'bowser';

const browsers = new Set<string>(Object.values(Bowser.BROWSER_MAP));
const systems = new Set<string>(Object.values(Bowser.OS_MAP));

/**
 * What a browser says of itself (`User-Agent`), in words for its owner. Anybody can say anything, so it decides nothing, and
 * only names that are known are repeated.
 */
export function deviceOf(userAgent: string): Pick<AccountSession, 'browser' | 'system'> {
  if (userAgent === '') return { browser: null, system: null };
  const { browser, os } = Bowser.parse(userAgent);
  return { browser: knownIn(browsers, browser.name), system: knownIn(systems, os.name) };
}

const knownIn = (names: ReadonlySet<string>, name: string | undefined): string | null =>
  name !== undefined && names.has(name) ? name : null;

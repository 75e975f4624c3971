import type { AccountSession } from '@parlour/contracts';
import Bowser from 'bowser';

/** What a browser says of itself (`User-Agent`), in words for its owner. Anybody can say anything: it decides nothing. */
export function deviceOf(userAgent: string): Pick<AccountSession, 'browser' | 'system'> {
  if (userAgent === '') return { browser: null, system: null };
  const { browser, os } = Bowser.parse(userAgent);
  return { browser: wordOf(browser.name), system: wordOf(os.name) };
}

const wordOf = (name: string | undefined): string | null => (name === undefined || name === '' ? null : name);

import { existsSync } from 'node:fs';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { keepPeerConnections } from './media';

const debianFirefox = '/usr/bin/firefox-esr';

/** The Firefox of this machine; undefined where there is none. */
export const firefoxPath =
  process.env['FIREFOX_PATH'] ?? (existsSync(debianFirefox) ? debianFirefox : undefined);

/** With a fake camera and microphone that nobody is asked for. */
export const launchFirefox = (executablePath: string): Promise<Browser> =>
  launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    extraPrefsFirefox: {
      'intl.accept_languages': 'en-GB',
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
      'media.peerconnection.ice.loopback': true,
      'media.peerconnection.ice.obfuscate_host_addresses': false,
      'media.autoplay.default': 0,
    },
  });

/** A page whose connections can be asked for their statistics. */
export async function newFirefoxPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(60_000); // it starts while Chromium is at work
  await page.setViewport({ width: 1280, height: 800 });
  await page.evaluateOnNewDocument(keepPeerConnections);
  return page;
}

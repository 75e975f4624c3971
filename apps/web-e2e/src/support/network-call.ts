import { chromium, type Browser } from '@playwright/test';
import { keepFlowLog } from './flow-log';
import { type Host, Network } from './network';
import { Person } from './person';

/** Debian's script of this name finds the program itself. */
const browserPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const sampleEveryMs = 100;

/** Two people who talk, each on a host of their own with a browser of their own. */
export interface NetworkCall {
  readonly network: Network;
  readonly anna: Person;
  readonly ben: Person;
  /** Whose network is made bad. */
  readonly host: Host;
  close(): Promise<void>;
}

/** @param port of the server, which listens on every address. */
export async function openNetworkCall(
  port: number,
  launchArguments: readonly string[],
): Promise<NetworkCall> {
  const network = await Network.open();
  const origin = `http://${network.address}:${port}`;
  const browsers: Browser[] = [];
  const arrive = async (name: string, host: Host): Promise<Person> => {
    const browser = await chromium.launch({
      executablePath: host.executablePath(browserPath),
      args: [...launchArguments, `--unsafely-treat-insecure-origin-as-secure=${origin}`],
    });
    browsers.push(browser);
    const person = await Person.arrive(browser, name, {
      baseURL: origin,
      permissions: ['camera', 'microphone'],
      viewport: { width: 1280, height: 800 },
      locale: 'en-GB',
    });
    await person.page.addInitScript(keepFlowLog, sampleEveryMs);
    await person.signUp();
    return person;
  };
  const close = async (): Promise<void> => {
    for (const browser of browsers) await browser.close();
    network.close();
  };
  try {
    const [farAway, host] = [await network.addHost(), await network.addHost()];
    const anna = await arrive('anna', farAway);
    const ben = await arrive('ben', host);
    await ben.joinRoom(await anna.createRoom('Far apart'));
    for (const person of [anna, ben]) await person.joinCall();
    return { network, anna, ben, host, close };
  } catch (error) {
    await close();
    throw error;
  }
}

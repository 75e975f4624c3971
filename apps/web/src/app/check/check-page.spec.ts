import { NEVER, of } from 'rxjs';
import { Clipboard } from '../message-actions/clipboard';
import { type Rendered, render } from '../core/testing/rendered';
import { CheckPage } from './check-page';
import { CheckWorld, stunServer, turnServer } from './testing/check-world';

/** Longer than the longest patience of the checks together. */
const allTimeMs = 60_000;
const nothing = { open: 0, live: 0, made: 0, timers: 0 };

describe('the self-test', () => {
  let world: CheckWorld;
  let page: Rendered<CheckPage>;

  beforeEach(() => {
    world = new CheckWorld();
  });

  async function open(): Promise<void> {
    page = await render(CheckPage, [
      ...world.checkProviders,
      { provide: Clipboard, useValue: { write: async (text: string) => world.copied.push(text) > 0 } },
    ]);
  }

  async function pass(ms: number): Promise<void> {
    for (let turn = 0; turn < 4; turn += 1) {
      await world.clock.advance(ms / 4);
      await page.settle();
    }
  }

  async function run(): Promise<void> {
    if (!page) await open();
    await page.click(/Start the check|Check again/);
    await pass(allTimeMs);
  }

  const row = (check: string): HTMLElement => {
    const found = page.host.querySelector<HTMLElement>(`[data-check="${check}"]`);
    if (!found) throw new Error(`There is no check ${check}`);
    return found;
  };
  const look = (check: string): string | undefined => row(check).dataset['look'];
  const words = (check: string): string => row(check).textContent.replace(/\s+/g, ' ');
  const summary = (): string => page.host.querySelector('[data-check-summary]')?.textContent.trim() ?? '';

  test('says what will happen before it begins, and touches nothing', async () => {
    await open();
    expect(summary()).toContain('Your browser will ask');
    expect(world.devices.questions).toEqual([]);
    expect(world.connections).toEqual([]);
  });

  test('finds that all is well, once the person has heard the sound, and lets everything go', async () => {
    await open();
    await run();
    expect(summary()).toContain('One question is left');
    await page.click('Yes');
    for (const check of ['secure', 'microphone', 'camera', 'speaker', 'socket', 'stun', 'relay', 'loopback'])
      expect([check, look(check)]).toEqual([check, 'passed']);
    expect(words('loopback')).toContain('pictures and sound came through the relay');
    expect(words('loopback')).toContain('there and back takes 10 ms');
    expect(world.sent).toEqual(['fake video', 'fake audio']);
    expect(world.made).toEqual([]);
    expect(summary()).toContain('All well');
    expect(world.leftovers).toEqual(nothing);
  });

  test('relays both ends of the call with oneself, and shows the relay nothing of the other servers', async () => {
    await open();
    await run();
    const relayed = world.connections.filter(
      ({ configuration }) => configuration.iceTransportPolicy === 'relay',
    );
    expect(relayed).toHaveLength(3);
    for (const { configuration } of relayed)
      expect(configuration.iceServers).toEqual([expect.objectContaining({ urls: turnServer.urls })]);
  });

  test.each([
    ['NotAllowedError', /is blocked/, /To allow it/],
    ['NotFoundError', /was found/, /Plug one in/],
    ['NotReadableError', /in use by another program/, /Close the other program/],
  ])('%s: says what happened and how to mend it, and checks the rest', async (name, what, mend) => {
    world.devices.refuse('audio', name);
    world.devices.refuse('video', name);
    await open();
    await run();
    await page.click('Yes');
    for (const device of ['microphone', 'camera']) {
      expect(look(device)).toBe('failed');
      expect(words(device)).toMatch(what);
      expect(words(device)).toMatch(mend);
    }
    expect(look('loopback')).toBe('passed');
    expect(world.sent).toEqual(['made video', 'made audio']);
    expect(summary()).toContain('2 things do not work');
    expect(world.leftovers).toEqual(nothing);
  });

  test.each([
    [NEVER, 'failed', /nothing at all/],
    [of(0, 0, 0, 0), 'failed', /nothing at all/],
    [of(0.002, 0.003, 0.002), 'warning', /very quiet/],
    [of(0.2), 'warning', /very quiet/], // a click
  ])('tells a microphone that is silent from one that is quiet', async (levels, verdict, what) => {
    world.levels = levels;
    await open();
    await run();
    expect(look('microphone')).toBe(verdict);
    expect(words('microphone')).toMatch(what);
  });

  test.each([
    [NEVER, 'failed', /no pictures/, 'made video'],
    [of({ frames: 30, width: 640, height: 480, brightest: 0.02 }), 'warning', /black/, 'fake video'],
  ])(
    'tells a camera that shows nothing from one whose lens is covered',
    async (pictures, verdict, what, sent) => {
      world.pictures = pictures;
      await open();
      await run();
      expect(look('camera')).toBe(verdict);
      expect(words('camera')).toMatch(what);
      expect(world.sent).toEqual([sent, 'fake audio']);
    },
  );

  test('on a page that is not secure says so, in place of asking in vain', async () => {
    world.isSecure = false;
    world.hasDevices = false;
    await open();
    await run();
    expect(words('secure')).toContain('https://');
    expect(words('camera')).toContain('https://');
    expect(world.devices.questions).toEqual([]);
  });

  test('plays the sound again for who asks, and says what to look for when it was not heard', async () => {
    await open();
    await run();
    await page.click('Play again');
    expect(world.soundsPlayed).toBe(2);
    await page.click('No');
    expect(look('speaker')).toBe('failed');
    expect(words('speaker')).toContain('volume');
  });

  test.each(['no', 'never'] as const)(
    'does not ask about a sound that the browser did not play (%s)',
    async (plays) => {
      world.playsSound = plays;
      await open();
      await run();
      expect(look('speaker')).toBe('failed');
      expect(words('speaker')).toContain('only after a click');
    },
  );

  test('tells a connection that is slow, and one that does not stand', async () => {
    world.realtime.answer('ring:list', async () => {
      await new Promise<void>((resolve) => void world.clock.schedule(900, resolve));
      return { incoming: [], outgoing: [] };
    });
    await open();
    await run();
    expect(look('socket')).toBe('warning');
    world.realtime.lose();
    await run();
    expect(look('socket')).toBe('failed');
    expect(words('socket')).toContain('WebSocket');
  });

  test('without STUN and TURN says what that means, and that calls with oneself work all the same', async () => {
    world.servers = [];
    await open();
    await run();
    expect(look('stun')).toBe('skipped');
    expect(words('stun')).toContain('STUN_URLS');
    expect(look('relay')).toBe('skipped');
    expect(words('relay')).toContain('TURN_SECRET');
    expect(look('loopback')).toBe('passed');
    expect(words('loopback')).toContain('there is no relay');
    await page.click('Yes');
    expect(summary()).toContain('This server lacks something');
  });

  test.each([
    [[401], /refuses the credentials/, /TURN_SECRET is not the secret/],
    [[486], /nobody more/, /quota/],
    [[701], /does not answer/, /ports are closed/],
    [[], /does not answer/, /ports are closed/],
  ])('a relay that answers %j is told apart, and no call is tried through it', async (codes, what, mend) => {
    world.network.candidates = () => [];
    world.network.errors = () => codes.map((errorCode) => ({ errorCode, afterMs: 30 }));
    await open();
    await run();
    expect(look('relay')).toBe('failed');
    expect(words('relay')).toMatch(what);
    expect(words('relay')).toMatch(mend);
    expect(look('loopback')).toBe('skipped');
  });

  test.each([
    [701, 200, 'failed'], // nobody answered
    [null, null, 'failed'], // the browser never ends asking
    [null, 200, 'passed'], // answered, by the address that this machine has itself
  ])(
    'knows from what STUN did not say whether it answered (%s, %s)',
    async (errorCode, completeAfterMs, verdict) => {
      world.servers = [stunServer];
      world.network.candidates = () => [];
      world.network.errors = () => (errorCode === null ? [] : [{ errorCode, afterMs: 50 }]);
      world.network.completeAfterMs = completeAfterMs;
      await open();
      await run();
      expect(look('stun')).toBe(verdict);
      expect(world.leftovers).toEqual(nothing);
    },
  );

  test.each(['no', 'silence'] as const)(
    'a call with oneself that does not come about (%s) is told',
    async (connects) => {
      world.network.connects = connects;
      await open();
      await run();
      expect(look('loopback')).toBe('failed');
      expect(words('loopback')).toContain('firewall');
      expect(world.leftovers).toEqual(nothing);
    },
  );

  test('a server that does not say, and one that gives an address that is none', async () => {
    world.servers = 'unavailable';
    await open();
    await run();
    expect(words('relay')).toContain('did not say');
    world.servers = [{ urls: ['turn:broken'] }];
    await run();
    expect(words('relay')).toContain('TURN_URLS or STUN_URLS is not right');
    expect(world.leftovers).toEqual(nothing);
  });

  test('a browser that cannot call at all is told which can', async () => {
    world.hasWebRtc = false;
    await open();
    await run();
    for (const check of ['stun', 'relay', 'loopback'])
      expect(words(check)).toContain('Firefox, Chrome, Edge or Safari');
  });

  test('gives a report that can be passed on: no credentials, no addresses, no names of devices', async () => {
    await open();
    await run();
    await page.click('Yes');
    await page.click('Copy the report');
    const [report = ''] = world.copied;
    expect(report).toContain('https://parlour.example.org');
    expect(report).toContain('relay:      passed (found, ms 60, protocol udp)');
    expect(report).toContain(
      'loopback:   passed (relayed, ms 110, roundTripMs 10, pictures camera, frames 12, sound microphone, soundPackets 25)',
    );
    for (const secret of ['secret', 'name', 'turn:', '198.51.100.7', '203.0.113.5', 'fake audio'])
      expect(report).not.toContain(secret);
    expect(world.said).toEqual(['check.copied']);
  });

  test('stops what it was at when the page is left', async () => {
    world.levels = NEVER;
    await open();
    await page.click('Start the check');
    await pass(100);
    expect(world.devices.live).toBe(1);
    const asked = world.devices.questions.length;
    page.fixture.destroy();
    await world.clock.advance(1_000);
    expect(world.devices.questions).toHaveLength(asked);
    expect(world.leftovers).toEqual(nothing);
  });
});

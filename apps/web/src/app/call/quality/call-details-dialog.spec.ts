import { signal } from '@angular/core';
import { MatDialogRef } from '@angular/material/dialog';
import { TestBed } from '@angular/core/testing';
import { type PeerQuality, type SafetyCode, type StreamQualities, safetySymbols } from '@parlour/webrtc';
import { Language } from '../../core/i18n/language';
import { type Rendered, render } from '../../core/testing/rendered';
import { ben, cem } from '../../core/testing/users';
import { participantOf } from '../../ring/testing/ring-world';
import { CallStore } from '../call-store';
import { CallDetailsDialog } from './call-details-dialog';
import { loadSafetyWords } from './safety-words';

const silent: StreamQualities = { microphone: null, camera: null, screen: null, screenAudio: null };
const sound = { bitrate: 32_400, width: null, height: null, framesPerSecond: null, codec: 'opus' };
const picture = { bitrate: 1_234_000, width: 960, height: 540, framesPerSecond: 24, codec: 'VP8' };

const qualityOf = (changes: Partial<PeerQuality> = {}): PeerQuality => ({
  bars: 3,
  route: 'direct',
  roundTripMs: 48,
  audioLoss: 0.015,
  inbound: { ...silent, microphone: sound, camera: picture },
  outbound: silent,
  limited: null,
  ...changes,
});

const codeFrom = (first: number): SafetyCode => ({
  kind: 'agreed',
  symbols: safetySymbols.slice(first, first + 4),
});

describe('the details of a call', () => {
  const others = [participantOf(ben), participantOf(cem)] as const;
  let quality: ReturnType<typeof signal<ReadonlyMap<string, PeerQuality>>>;
  let code: SafetyCode;
  let current: ReturnType<typeof signal<unknown>>;
  let closed: number;
  let page: Rendered<CallDetailsDialog>;

  beforeEach(async () => {
    quality = signal<ReadonlyMap<string, PeerQuality>>(new Map());
    code = { kind: 'pending' };
    closed = 0;
    const peers = signal(new Map(others.map(({ id }) => [id, { safetyCode: () => code }])));
    current = signal<unknown>({ others: signal(others), quality, peers });
    page = await render(CallDetailsDialog, [
      { provide: CallStore, useValue: { call: current } },
      { provide: MatDialogRef, useValue: { close: () => (closed += 1) } },
    ]);
  });

  async function read(changes: Partial<PeerQuality> = {}): Promise<void> {
    quality.set(new Map(others.map(({ id }) => [id, qualityOf(changes)])));
    await page.settle();
  }

  /** Once the words for it are there. */
  async function codeWords(): Promise<string[]> {
    await page.fixture.whenStable();
    await page.settle();
    return [...page.host.querySelectorAll('.word')].map(({ textContent }) => textContent);
  }

  it('say in numbers how it goes with the first, and of the others when they are opened', async () => {
    await read();
    expect(page.text).toContain('Good connection');
    expect(page.text).toContain('Direct');
    expect(page.text).toContain('48 ms');
    expect(page.text).toContain('1.5%');
    expect(page.host.querySelector('[data-stream="inbound camera"]')?.textContent).toBe(
      '960 × 540 · 24 fps · 1.2 Mbit/s · VP8',
    );
    expect(page.host.querySelector('[data-stream="inbound microphone"]')?.textContent).toBe(
      '32 kbit/s · opus',
    );
    expect(page.host.querySelectorAll('parlour-peer-details')).toHaveLength(1);

    const second = page.host.querySelectorAll('details')[1];
    if (second) second.open = true;
    second?.dispatchEvent(new Event('toggle'));
    await page.settle();
    expect([...page.host.querySelectorAll('details')].map(({ open }) => open)).toEqual([false, true]);
  });

  it('say why a picture is small, and that a way is relayed', async () => {
    await read({ route: 'relayed', limited: 'bandwidth' });
    expect(page.text).toContain('Relayed by a TURN server');
    expect(page.text).toContain('the connection carries no more');
  });

  it('say that nothing is known yet', () => {
    expect(page.text).toContain('Measuring…');
    expect(page.text).toContain('There is a code once you are connected.');
  });

  it('show the code of the connection, and another one when it was replaced', async () => {
    code = codeFrom(0);
    await read();
    const first = await codeWords();
    expect(first).toHaveLength(4);
    expect(page.text).toContain('If Ben sees the same four');

    await read({ roundTripMs: 50 });
    expect(await codeWords()).toEqual(first);

    code = codeFrom(4);
    await read({ roundTripMs: 52 });
    expect(await codeWords()).not.toEqual(first);
  });

  it('show the code in the words of the page', async () => {
    code = codeFrom(0);
    await TestBed.inject(Language).use('de');
    await read();
    const [words, german] = [await codeWords(), await loadSafetyWords('de')];
    expect(words).toHaveLength(4);
    expect(words.every((word) => Object.values(german).includes(word))).toBe(true);
  });

  it('warn where what the other side sent does not fit', async () => {
    code = { kind: 'broken' };
    await read();
    expect(await codeWords()).toEqual([]);
    expect(page.text).toContain('Somebody may sit between you');
  });

  it('close when the call is over', async () => {
    current.set(null);
    await page.settle();
    expect(closed).toBe(1);
  });
});

describe('the words of the codes', () => {
  it.each(['en', 'de'] as const)('are there for every symbol in %s, none of them twice', async (language) => {
    const words = await loadSafetyWords(language);
    const all = safetySymbols.map(({ name }) => words[name]?.trim() ?? '');
    expect(all).not.toContain('');
    expect(new Set(all).size).toBe(256);
  });
});

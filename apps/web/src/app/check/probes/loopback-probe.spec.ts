import { FakeTrack } from '@parlour/webrtc/testing';
import { Captures } from '../captures';
import { type Finding } from '../findings';
import { CheckWorld } from '../testing/check-world';
import { probeLoopback } from './loopback-probe';

/** Longer than any patience of the check. */
const allTimeMs = 30_000;
const nothing = { open: 0, live: 0, made: 0, timers: 0 };

describe('the call with oneself', () => {
  let world: CheckWorld;
  let leaving: AbortController;
  let captures: Captures;
  let finding: Finding<'loopback'> | null;

  beforeEach(() => {
    world = new CheckWorld();
    leaving = new AbortController();
    captures = new Captures(leaving.signal);
    finding = null;
  });

  const captured = (kind: 'video' | 'audio'): FakeTrack => {
    const track = new FakeTrack(kind, kind === 'video' ? 'camera' : 'microphone');
    captures.keep({ track, release: () => track.stop() });
    return track;
  };

  async function begin(): Promise<void> {
    const { browser, clock, servers } = world;
    const { signal } = leaving;
    void probeLoopback({ browser, clock, servers, signal }, true, captures).then(
      (found) => (finding = found),
    );
    await world.clock.advance(0);
  }

  async function found(): Promise<Finding<'loopback'> | null> {
    await begin();
    await world.clock.advance(allTimeMs);
    return finding;
  }

  test('sends what was captured, and ends neither track: they belong to who captured them', async () => {
    const tracks = [captured('video'), captured('audio')];
    expect(await found()).toMatchObject({
      code: 'relayed',
      facts: { pictures: 'camera', frames: 12, sound: 'microphone', soundPackets: 25 },
    });
    expect(world.sent).toEqual(['camera', 'microphone']);
    expect(tracks.map(({ readyState }) => readyState)).toEqual(['live', 'live']);
    expect(world.leftovers).toEqual(nothing);
  });

  test('is over as soon as enough has arrived, and not before', async () => {
    captured('video');
    captured('audio');
    await begin();
    await world.clock.advance(500); // it stands after 100 ms: sound is short of half a second still
    expect(finding).toBeNull();
    await world.clock.advance(200);
    expect(finding?.code).toBe('relayed');
  });

  test.each([
    ['video', 'ended', 'made video'],
    ['audio', 'muted by its switch', 'made audio'],
  ] as const)('makes something in place of a device that gives nothing: %s, %s', async (kind, how, label) => {
    const tracks = { video: captured('video'), audio: captured('audio') };
    if (how === 'ended') tracks[kind].endBySource();
    else tracks[kind].muteBySource(true);
    expect((await found())?.code).toBe('relayed');
    expect(world.sent).toContain(label);
    expect(world.sent).toHaveLength(2);
    expect(world.leftovers).toEqual(nothing);
  });

  test.each([
    [{ pictures: false, sound: true }, 'no-pictures', { frames: 0 }],
    [{ pictures: true, sound: false }, 'no-sound', { soundPackets: 0 }],
    [{ pictures: false, sound: false }, 'no-media', { frames: 0, soundPackets: 0 }],
  ])(
    'that stands and carries not all (%j) says what is missing, with its numbers',
    async (lets, code, facts) => {
      world.network.lets = lets;
      expect(await found()).toMatchObject({ code, facts: { ms: 110, roundTripMs: 10, ...facts } });
      expect(world.leftovers).toEqual(nothing);
    },
  );

  test.each([
    ['audio', 'held back', { pictures: 'drawn', sound: 'none' }],
    ['audio', 'no', { pictures: 'drawn', sound: 'none' }],
    ['video', 'no', { pictures: 'none', sound: 'tone' }],
  ] as const)(
    'blames no network for what the browser itself does not give (%s: %s)',
    async (kind, makes, facts) => {
      world.makes[kind] = makes;
      expect(await found()).toMatchObject({ code: 'partly', facts });
      expect(world.leftovers).toEqual(nothing);
    },
  );

  test.each([
    ['while something to send is made', 'held back', 100],
    ['while it connects', 'yes', 50],
    ['while it waits for pictures', 'yes', 400],
  ] as const)('given up %s, leaves nothing behind', async (_, makes, afterMs) => {
    world.makes.audio = makes;
    world.network.lets = { pictures: false, sound: true };
    await begin();
    await world.clock.advance(afterMs);
    leaving.abort();
    await world.clock.advance(1_000);
    expect(finding).not.toBeNull();
    expect(world.leftovers).toEqual(nothing);
  });

  test('what is captured when the run was given up already is let go at once', () => {
    leaving.abort();
    const late = captured('video');
    expect(late.readyState).toBe('ended');
    expect(captures.track('video')).toBeNull();
  });
});

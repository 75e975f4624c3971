import { type PeerQuality, type StreamQuality } from '@parlour/webrtc';
import { Subject } from 'rxjs';
import { silences } from './silences';

const stream: StreamQuality = {
  bitrate: 700,
  width: null,
  height: null,
  framesPerSecond: null,
  codec: 'opus',
};
const nothing = { microphone: null, camera: null, screen: null, screenAudio: null };

const receiving = (inbound: Partial<PeerQuality['inbound']>): PeerQuality => ({
  ...{ bars: 4, route: 'direct', roundTripMs: 1, audioLoss: 0, limited: null },
  inbound: { ...nothing, ...inbound },
  outbound: nothing,
});

/** Who fell silent, after these readings of what comes from Ben. */
function silentAfter(...readings: (PeerQuality | null)[]): string[] {
  const quality$ = new Subject<ReadonlyMap<string, PeerQuality>>();
  const silent: string[] = [];
  silences(quality$).subscribe((id) => silent.push(id));
  for (const reading of readings) quality$.next(new Map(reading ? [['ben', reading]] : []));
  return silent;
}

describe('somebody falls silent', () => {
  test('when nothing comes any more, told once', () => {
    expect(silentAfter(receiving({ microphone: stream }), receiving({}), receiving({}))).toEqual(['ben']);
  });

  test('not while anything comes: a camera that goes off is no silence', () => {
    expect(
      silentAfter(receiving({ microphone: stream, camera: stream }), receiving({ microphone: stream })),
    ).toEqual([]);
  });

  test('not before anything has come, nor by leaving', () => {
    expect(silentAfter(receiving({}), receiving({}))).toEqual([]);
    expect(silentAfter(receiving({ microphone: stream }), null)).toEqual([]);
  });
});

import { Observable, Subscription, fromEvent, interval, merge } from 'rxjs';

/** How loud a local track is, 0 to 1 (root mean square of the samples), some 20 times a second. */
export type LevelMeter = (track: MediaStreamTrack) => Observable<number>;

const sampleEveryMs = 50;
/** 2048 samples are 43 ms at 48 kHz: hardly anything between two looks is missed. */
const windowSamples = 2_048;

/**
 * Listens beside the track, never to the loudspeaker. Until the page was touched, browsers hold an AudioContext
 * suspended (autoplay policy); the first touch starts it.
 */
export const browserLevelMeter: LevelMeter = (track) =>
  new Observable((subscriber) => {
    // Nobody hears it, and it is looked at no more often: smaller steps, as by default, only cost time (docs/performance.md).
    const context = new AudioContext({ latencyHint: sampleEveryMs / 1_000 });
    const source = context.createMediaStreamSource(new MediaStream([track]));
    const analyser = context.createAnalyser();
    analyser.fftSize = windowSamples;
    source.connect(analyser);
    const samples = new Float32Array(windowSamples);

    const running = new Subscription();
    running.add(
      merge(fromEvent(document, 'pointerdown'), fromEvent(document, 'keydown')).subscribe(() => {
        if (context.state === 'suspended') void context.resume().catch(() => undefined);
      }),
    );
    running.add(
      interval(sampleEveryMs).subscribe(() => {
        analyser.getFloatTimeDomainData(samples);
        subscriber.next(rootMeanSquare(samples));
      }),
    );
    return () => {
      running.unsubscribe();
      source.disconnect();
      void context.close();
    };
  });

function rootMeanSquare(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.min(Math.sqrt(sum / samples.length), 1);
}

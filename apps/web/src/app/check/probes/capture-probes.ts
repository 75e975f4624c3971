import { type CaptureFailure, type Clock, type MediaDevicesPort, captureFailure } from '@parlour/webrtc';
import { type Observable } from 'rxjs';
import { type Capture } from '../captures';
import { type Finding } from '../findings';
import { type Picture } from '../watch-picture';
import { waitFor } from './patience';

export interface CaptureWorld {
  readonly devices: MediaDevicesPort | null;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** The one that calls use, by its id; null: the system's choice. */
  readonly chosenId: string | null;
  /** What a call uses at this moment is checked as it is: some systems capture a device only once. */
  readonly inUse: MediaStreamTrack | null;
  /** Told to whoever shows it, and null once it is over. */
  readonly show: (track: MediaStreamTrack | null) => void;
  /** Takes what can be sent, and lets it go one day. */
  readonly keep: (capture: Capture) => void;
}

/** −40 dBov: somebody speaks. A good microphone in a quiet room is at −54 and less. */
const voiceLevel = 0.01;
/** A click is shorter; levels come twenty times a second. */
const voiceSamples = 3;
/** Long enough to read that one should say something, and to say it. */
const microphonePatienceMs = 10_000;
/** Slow cameras take 3 s to their first picture. */
const cameraPatienceMs = 8_000;
const framesWanted = 10;
/** A covered lens is not quite black: the sensor adds noise. */
const darkBelow = 0.06;

export function probeMicrophone(
  world: CaptureWorld,
  level: (track: MediaStreamTrack) => Observable<number>,
): Promise<Finding<'microphone'>> {
  const listen = (track: MediaStreamTrack): Promise<Finding<'microphone'>> => {
    let voiced = 0;
    let loudest = 0;
    return waitFor<Finding<'microphone'>>(
      { ...world, patienceMs: microphonePatienceMs },
      (found) => {
        const listening = level(track).subscribe((now) => {
          loudest = Math.max(loudest, now);
          if (now >= voiceLevel && ++voiced >= voiceSamples) found({ code: 'heard' });
        });
        return () => listening.unsubscribe();
      },
      () => ({ code: loudest > 0 ? 'quiet' : 'silent' }),
    );
  };
  return withTrack(world, 'audio', listen, () => true); // silence is sent as well
}

export function probeCamera(
  world: CaptureWorld,
  watch: (track: MediaStreamTrack) => Observable<Picture>,
): Promise<Finding<'camera'>> {
  const look = (track: MediaStreamTrack): Promise<Finding<'camera'>> => {
    let seen: Picture | null = null;
    return waitFor<Finding<'camera'>>(
      { ...world, patienceMs: cameraPatienceMs },
      (found) => {
        const watching = watch(track).subscribe((picture) => {
          seen = picture;
          const { frames, width, height, brightest } = picture;
          if (frames >= framesWanted && brightest >= darkBelow)
            found({ code: 'seen', facts: { width, height } });
        });
        return () => watching.unsubscribe();
      },
      () => ({ code: (seen?.frames ?? 0) >= framesWanted ? 'dark' : 'still' }),
    );
  };
  return withTrack(world, 'video', look, ({ code }) => code !== 'still');
}

/** Stops what it captured itself, and only that, unless it is kept to be sent. */
async function withTrack<F>(
  { chosenId, devices, inUse, keep, show, signal }: CaptureWorld,
  kind: 'audio' | 'video',
  probe: (track: MediaStreamTrack) => Promise<F>,
  canBeSent: (finding: F) => boolean,
): Promise<F | { readonly code: CaptureFailure }> {
  if (!devices && !inUse) return { code: 'insecure-origin' };
  const wanted = chosenId === null ? true : { deviceId: { ideal: chosenId } };
  const own = new Set<MediaStreamTrack>();
  try {
    const captured = inUse ? [] : ((await devices?.getUserMedia({ [kind]: wanted }))?.getTracks() ?? []);
    for (const track of captured) own.add(track);
    const track = inUse ?? captured[0];
    if (!track || signal.aborted) return { code: 'unknown' };
    show(track);
    const finding = await probe(track);
    if (canBeSent(finding))
      keep({ track, release: own.delete(track) ? () => track.stop() : () => undefined });
    return finding;
  } catch (error) {
    return { code: captureFailure(error) };
  } finally {
    show(null);
    for (const track of own) track.stop();
  }
}

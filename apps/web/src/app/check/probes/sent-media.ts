import { type Captures } from '../captures';
import { type CheckBrowser } from '../check-browser';
import { type MadeTrack } from '../made-media';
import { type IceWorld } from './ice-probes';
import { waitFor } from './patience';

/** What the call with oneself sends. */
export interface SentMedia {
  readonly picture: MediaStreamTrack | null;
  readonly sound: MediaStreamTrack | null;
  /** For the report. */
  readonly from: {
    readonly pictures: 'camera' | 'drawn' | 'none';
    readonly sound: 'microphone' | 'tone' | 'none';
  };
  /** Ends what was made for it; what was captured is not its own. */
  end(): void;
}

/** A browser that has not begun by then waits for the page to be touched. */
const startPatienceMs = 2_000;

/** What the devices give, and in place of what they do not, something made: the network is judged all the same. */
export async function mediaToSend(world: IceWorld, captures: Captures): Promise<SentMedia> {
  const [camera, microphone] = [captures.track('video'), captures.track('audio')];
  const { browser } = world;
  const [drawn, tone] = await Promise.all([
    camera ? null : made(world, () => browser.drawPicture()),
    microphone ? null : made(world, () => browser.makeTone()),
  ]);
  return {
    picture: camera ?? drawn?.track ?? null,
    sound: microphone ?? tone?.track ?? null,
    from: {
      pictures: camera ? 'camera' : drawn ? 'drawn' : 'none',
      sound: microphone ? 'microphone' : tone ? 'tone' : 'none',
    },
    end: () => {
      drawn?.end();
      tone?.end();
    },
  };
}

/** @returns null where it cannot be made, or gives nothing. */
async function made(
  { clock, signal }: IceWorld,
  make: CheckBrowser['drawPicture'],
): Promise<MadeTrack | null> {
  let track: MadeTrack;
  try {
    track = make();
  } catch {
    return null;
  }
  const hasStarted = await waitFor(
    { clock, signal, patienceMs: startPatienceMs },
    (found: (value: boolean) => void) => {
      track.started.then(
        () => found(true),
        () => found(false),
      );
      return () => undefined;
    },
    () => false,
  );
  if (hasStarted) return track;
  track.end();
  return null;
}

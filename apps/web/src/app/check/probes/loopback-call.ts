import { type Clock } from '@parlour/webrtc';
import { type CheckedConnection } from '../check-browser';
import { type Arrived, arrivedIn } from './arrived';
import { waitFor } from './patience';
import { type SentMedia } from './sent-media';

const patienceMs = 15_000;
const pings = 10;
const lookEveryMs = 100;
/** More than one key frame, and half a second of Opus: what flows, and not what once got through. */
const framesWanted = 10;
const soundPacketsWanted = 25;

export interface Stood {
  /** From the beginning to the first answer. */
  readonly ms: number;
  /** There and back, once. */
  readonly roundTripMs: number;
}

/** How far a call came. */
export interface Course {
  /** Null where it never stood. */
  readonly stood: Stood | null;
  readonly arrived: Arrived;
}

export const picturesLack = ({ picture }: SentMedia, { frames }: Arrived): boolean =>
  picture !== null && frames < framesWanted;
export const soundLacks = ({ sound }: SentMedia, { soundPackets }: Arrived): boolean =>
  sound !== null && soundPackets < soundPacketsWanted;

/** One end sends, the other answers pings and tells what has arrived, until all of it has. Both stay open. */
export function callBetween(
  one: CheckedConnection,
  other: CheckedConnection,
  sent: SentMedia,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): Promise<Course> {
  let course: Course = { stood: null, arrived: { frames: 0, soundPackets: 0 } };
  return waitFor<Course>(
    { clock, signal, patienceMs },
    (found) => {
      const learn = (news: Partial<Course>): void => {
        course = { ...course, ...news };
        const { stood, arrived } = course;
        if (stood && !picturesLack(sent, arrived) && !soundLacks(sent, arrived)) found(course);
      };
      const giveUp = (): void => found(course);
      for (const end of [one, other]) {
        end.addEventListener('connectionstatechange', () => end.connectionState === 'failed' && giveUp());
      }
      for (const track of [sent.picture, sent.sound]) if (track) one.addTrack(track);
      ping(one, other, clock, (stood) => learn({ stood }));
      connectEnds(one, other).catch(giveUp);
      return watchArrivals(other, clock, (arrived) => learn({ arrived }));
    },
    () => course,
  );
}

function ping(
  one: CheckedConnection,
  other: CheckedConnection,
  clock: Clock,
  answered: (stood: Stood) => void,
): void {
  const began = clock.now();
  const channel = one.createDataChannel('check', { negotiated: true, id: 0 });
  const echo = other.createDataChannel('check', { negotiated: true, id: 0 });
  echo.addEventListener('message', ({ data }: MessageEvent<string>) => echo.send(data));
  channel.addEventListener('open', () => channel.send('ping'));
  const at: number[] = [];
  channel.addEventListener('message', () => {
    at.push(clock.now());
    if (at.length <= pings) return channel.send('ping');
    const [first = 0] = at;
    answered({ ms: Math.round(first - began), roundTripMs: Math.round((clock.now() - first) / pings) });
  });
}

/** @returns its own end. */
function watchArrivals(end: CheckedConnection, clock: Clock, tell: (arrived: Arrived) => void): () => void {
  let isOver = false;
  let cancel = (): void => undefined;
  const look = async (): Promise<void> => {
    const report = await end.getStats().catch(() => null);
    if (report && !isOver) tell(arrivedIn(report));
    if (!isOver) cancel = clock.schedule(lookEveryMs, () => void look());
  };
  void look();
  return () => {
    isOver = true;
    cancel();
  };
}

async function connectEnds(one: CheckedConnection, other: CheckedConnection): Promise<void> {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    // None overtakes its description: what is asked of a connection is done in order (W3C WebRTC section 4.4.1.2).
    from.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate) void to.addIceCandidate(candidate).catch(() => undefined);
    });
  }
  await one.setLocalDescription();
  await other.setRemoteDescription(described(one));
  await other.setLocalDescription();
  await one.setRemoteDescription(described(other));
}

function described({ localDescription }: CheckedConnection): RTCSessionDescription {
  if (!localDescription) throw new Error('The browser has described nothing');
  return localDescription;
}

import { type MediaState, type PeerView } from '@parlour/contracts';
import { type Encoding } from '../peer/encoding';
import { type SlotName } from '../peer/slots';
import { type ParticipantId } from '../ports';
import { bestRung, framesOfScreen, lowerRung, rungFor, rungShownAt, type Rung } from './rungs';
import { fill, type Demand } from './water-filling';

/** What one side sends to everybody together, in bits per second: a usual uplink carries it beside other things. */
export const defaultBudget = 4_000_000;
/** Headers, repairs, and an encoder that aims too high take about so much on top of what is asked for. */
const overhead = 0.1;

/** Opus at full band for a voice, and for music in stereo (RFC 7587 section 3.1.1). Lower where there is next to nothing. */
const voiceBitrate = 40_000;
const thinVoiceBitrate = 24_000;
const soundBitrate = 96_000;
const thinSoundBitrate = 48_000;
/** Below so much for pictures, audio yields too. */
const thinPictures = 100_000;

const screenBitrate = 2_500_000;
/** A screen that is shown no larger than this is there to be recognised, not to be read. */
const thumbnailHeight = 240;
const thumbnailBitrate = 300_000;

/** Somebody pays for a relay by the byte (RingRTC caps it so too, and sends no picture below the floor). */
const relayedBitrate = 1_000_000;
export const floorBitrate = 30_000;

/**
 * The first pictures of a connection. A browser begins at 300 kbit/s, and drops what is too large for that until it has come
 * down to such a size by itself: smaller ones are seen sooner.
 */
const firstHeight = 180;

/** Encodings change in steps of this, so that nothing is set anew for a trifle. */
const grain = 10_000;

export interface PeerSituation {
  /** Nothing has been seen to flow on this connection yet. */
  readonly isNew: boolean;
  /** What they show of us; null: they have not said, so everything. */
  readonly shown: PeerView | null;
  readonly relayed: boolean;
  /** What the way to them carries beside audio, in bits per second; null: as much as we like. */
  readonly ceiling: number | null;
}

export interface Situation {
  /** Bits per second, of everything to everybody. */
  readonly budget: number;
  /** Those to whom we send. */
  readonly peers: ReadonlyMap<ParticipantId, PeerSituation>;
  readonly media: MediaState;
  /** We have the floor: everybody looks at us. */
  readonly active: boolean;
  /** By how many rungs the processor asks for less. */
  readonly cpuSteps: number;
  /** Of the picture that the camera gives, in pixels. */
  readonly captureHeight: number;
}

/** What is sent in each slot that has something to send. */
export type Encodings = Readonly<Partial<Record<SlotName, Encoding>>>;

type Picture = 'camera' | 'screen';

interface Wish extends Demand {
  readonly id: ParticipantId;
  readonly slot: Picture;
  readonly isNew: boolean;
  /** The best that it may be; of a screen it is not asked. */
  readonly best: Rung;
}

/** Divides what we can send: audio first, pictures by what each receiver shows, a screen before a face. */
export function allot(situation: Situation): ReadonlyMap<ParticipantId, Encodings> {
  const { budget, peers } = situation;
  const audio = new Map([...peers].map(([id, peer]) => [id, audioOf(situation, peer)]));
  const heard = [...audio.values()].flatMap((of) => Object.values(of)).reduce(sumOfBitrates, 0);
  const best = bestRung(sentTo(situation, 'camera'), situation.active);
  const wishes = [...peers].flatMap(([id, peer]) => wishesOf(id, peer, situation, best));
  const granted = fill(wishes, Math.max(0, budget * (1 - overhead) - heard));
  const pictures = wishes.map((wish, index) => ({ ...wish, bitrate: granted[index] ?? 0 }));
  return new Map(
    [...peers].map(([id, peer]) => {
      const own = pictures.filter((picture) => picture.id === id);
      const shown = Object.fromEntries(own.map((picture) => [picture.slot, encodingOf(picture, situation)]));
      return [id, { ...audio.get(id), ...hidden(peer, situation), ...shown }];
    }),
  );
}

function audioOf({ media }: Situation, { ceiling }: PeerSituation): Encodings {
  const thin = ceiling !== null && ceiling < thinPictures;
  const voice = thin ? thinVoiceBitrate : voiceBitrate;
  const sound = thin ? thinSoundBitrate : soundBitrate;
  return {
    ...(media.microphone && { microphone: { active: true, maxBitrate: voice, priority: 'high' } }),
    ...(media.screen && { screenAudio: { active: true, maxBitrate: sound, priority: 'medium' } }),
  };
}

/** Each within what the way to this peer carries. */
function wishesOf(id: ParticipantId, peer: PeerSituation, situation: Situation, best: Rung): readonly Wish[] {
  const wishes: Wish[] = [];
  const { isNew } = peer;
  if (isSent('screen', peer, situation))
    wishes.push({ id, slot: 'screen', isNew, weight: 3, bitrate: bitrateOfScreen(peer), best });
  if (isSent('camera', peer, situation)) {
    const useful = Math.min(situation.captureHeight, peer.shown?.camera ?? Infinity);
    const wanted = lowerRung(rungShownAt(useful, best), situation.cpuSteps);
    wishes.push({ id, slot: 'camera', isNew, weight: 1, bitrate: wanted.bitrate, best: wanted });
  }
  const cap = Math.min(peer.relayed ? relayedBitrate - voiceBitrate : Infinity, peer.ceiling ?? Infinity);
  const granted = fill(wishes, cap);
  return wishes.map((wish, index) => ({ ...wish, bitrate: granted[index] ?? 0 }));
}

function bitrateOfScreen({ shown }: PeerSituation): number {
  return (shown?.screen ?? Infinity) <= thumbnailHeight ? thumbnailBitrate : screenBitrate;
}

function encodingOf({ slot, bitrate, best, isNew }: Wish, situation: Situation): Encoding {
  const maxBitrate = Math.floor(bitrate / grain) * grain;
  if (maxBitrate < floorBitrate) return { active: false };
  if (slot === 'screen') {
    // Letters are lost by scaling; a picture that is late is better than one that cannot be read.
    const maxFramerate = framesOfScreen(sentTo(situation, 'screen'), situation.cpuSteps);
    return { active: true, maxBitrate, scaleResolutionDownBy: 1, maxFramerate, priority: 'medium' };
  }
  const { height, framesPerSecond } = rungFor(maxBitrate, best);
  const sent = isNew ? Math.min(firstHeight, height) : height;
  const scaleResolutionDownBy = Math.max(1, situation.captureHeight / sent);
  return { active: true, maxBitrate, scaleResolutionDownBy, maxFramerate: framesPerSecond, priority: 'low' };
}

/** What nobody there shows is not sent at all. */
function hidden(peer: PeerSituation, situation: Situation): Encodings {
  const pictures = (['camera', 'screen'] as const).filter((slot) => situation.media[slot]);
  return Object.fromEntries(
    pictures.filter((slot) => !isSent(slot, peer, situation)).map((slot) => [slot, { active: false }]),
  );
}

function isSent(slot: Picture, { shown }: PeerSituation, { media }: Situation): boolean {
  return media[slot] && shown?.[slot] !== null;
}

function sentTo(situation: Situation, slot: Picture): number {
  return [...situation.peers.values()].filter((peer) => isSent(slot, peer, situation)).length;
}

const sumOfBitrates = (sum: number, { maxBitrate = 0 }: Encoding): number => sum + maxBitrate;

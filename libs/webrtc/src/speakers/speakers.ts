import { type ParticipantId } from '../ports';

/** −35 dBov, linear: above the breath, below the voice (LiveKit's active speaker threshold). */
export const speakingLevel = 10 ** (-35 / 20);
export const levelEveryMs = 100;
/** The last 400 ms, of which 40 % must be loud: a click or a key is not speech. */
const windowSamples = 4;
const loudSamples = 2;
/** One who speaks is marked through the pauses between words. */
const holdMs = 700;
/** Who takes the floor from one who still speaks is louder by 3 dB; and the floor stays where it is for a moment. */
const louder = 10 ** (3 / 20);
const floorMs = 2_000;

interface Voice {
  readonly recent: readonly number[];
  readonly heardAt: number;
}

export interface Speech {
  readonly speaking: ReadonlySet<ParticipantId>;
  /** Who has the floor: the loudest of those who speak, or, in silence, who spoke last. Null: nobody yet. */
  readonly loudest: ParticipantId | null;
}

/** Who speaks, and who of them has the floor, from levels that are looked at every {@link levelEveryMs}. */
export class Speakers {
  private voices = new Map<ParticipantId, Voice>();
  private loudest: ParticipantId | null = null;
  private floorTakenAt = -Infinity;

  /** `levels`: how loud each participant is now, 0 to 1. `now` in ms. */
  hear(levels: ReadonlyMap<ParticipantId, number>, now: number): Speech {
    const voices = new Map<ParticipantId, Voice>();
    const speaking = new Set<ParticipantId>();
    for (const [id, level] of levels) {
      const voice = this.voices.get(id);
      const recent = [...(voice?.recent ?? []), level].slice(-windowSamples);
      const loud = recent.filter((heard) => heard >= speakingLevel).length >= loudSamples;
      const heardAt = loud ? now : (voice?.heardAt ?? -Infinity);
      voices.set(id, { recent, heardAt });
      if (now - heardAt < holdMs) speaking.add(id);
    }
    this.voices = voices;
    this.giveFloor(speaking, now);
    return { speaking, loudest: this.loudest };
  }

  private giveFloor(speaking: ReadonlySet<ParticipantId>, now: number): void {
    const holder = this.loudest;
    if (holder !== null && !this.voices.has(holder)) this.loudest = null;
    const [first] = [...speaking].toSorted((one, other) => this.levelOf(other) - this.levelOf(one));
    if (first === undefined || first === holder) return;
    const contested = holder !== null && speaking.has(holder);
    const held =
      now - this.floorTakenAt < floorMs || this.levelOf(first) < louder * this.levelOf(holder ?? '');
    if (contested && held) return;
    this.loudest = first;
    this.floorTakenAt = now;
  }

  /** Over the window, so that a syllable decides nothing. */
  private levelOf(id: ParticipantId): number {
    const recent = this.voices.get(id)?.recent ?? [];
    return recent.reduce((sum, level) => sum + level, 0) / Math.max(1, recent.length);
  }
}

import { speakingLevel } from '../speakers/speakers';

/** A cough or a door is shorter: of the last second so much must be loud. */
const windowMs = 1_000;
const loudMs = 400;
/** Stays through the pauses between sentences. */
const holdMs = 4_000;
/** Who goes on talking to somebody else in the room has understood. */
const restMs = 30_000;

/** What was heard at a muted microphone so far. */
export interface MutedSpeech {
  /** Whether the person should be told that nobody hears them. */
  readonly hint: boolean;
  readonly loud: readonly { readonly at: number; readonly lastsMs: number }[];
  readonly heardAt: number;
  readonly spokeAt: number;
  readonly saidAt: number;
}

export const nothingHeard: MutedSpeech = {
  hint: false,
  loud: [],
  heardAt: -Infinity,
  spokeAt: -Infinity,
  saidAt: -Infinity,
};

/** The level at the microphone is `level`, 0 to 1, at `now`, in ms: as often as it is measured. */
export function hearWhileMuted(before: MutedSpeech, level: number, now: number): MutedSpeech {
  const lastsMs = Math.min(now - before.heardAt, windowMs / 4);
  const recent = before.loud.filter(({ at }) => now - at < windowMs);
  const loud = level >= speakingLevel ? [...recent, { at: now, lastsMs }] : recent;
  const speaks = loud.reduce((sum, each) => sum + each.lastsMs, 0) >= loudMs;
  const spokeAt = speaks ? now : before.spokeAt;
  const starts = speaks && !before.hint && now - before.saidAt >= restMs;
  const hint = starts || (before.hint && now - spokeAt < holdMs);
  return { hint, loud, heardAt: now, spokeAt, saidAt: hint ? now : before.saidAt };
}

/** −35 dBov, linear: above the breath, below the voice (LiveKit's active speaker threshold). */
export const speakingLevel = 10 ** (-35 / 20);
export const levelEveryMs = 100;
/** The last 400 ms, of which 40 % must be loud: a click or a key is not speech. */
const windowSamples = 4;
const loudSamples = 2;
/** The ring stays through the pauses between words. */
const holdMs = 700;

interface Voice {
  readonly recent: readonly boolean[];
  readonly heardAt: number;
}

/** Who speaks, from levels that are looked at every {@link levelEveryMs}. */
export class Speakers {
  private voices = new Map<string, Voice>();

  /** `levels`: how loud each participant is now, 0 to 1. `now` in ms. Answers with those who speak. */
  hear(levels: ReadonlyMap<string, number>, now: number): ReadonlySet<string> {
    const voices = new Map<string, Voice>();
    const speaking = new Set<string>();
    for (const [id, level] of levels) {
      const voice = this.voices.get(id);
      const recent = [...(voice?.recent ?? []), level >= speakingLevel].slice(-windowSamples);
      const loud = recent.filter(Boolean).length >= loudSamples;
      const heardAt = loud ? now : (voice?.heardAt ?? -Infinity);
      voices.set(id, { recent, heardAt });
      if (now - heardAt < holdMs) speaking.add(id);
    }
    this.voices = voices;
    return speaking;
  }
}

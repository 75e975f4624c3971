export type RingSound = 'ring' | 'ringback' | 'busy';

/** Samples of one channel, −1 to 1, to be played again and again until it is stopped. */
export interface Tone {
  readonly periodSeconds: number;
  readonly notes: readonly Note[];
}

interface Note {
  readonly fromSeconds: number;
  readonly seconds: number;
  readonly hertz: readonly number[];
  /** 0 to 1. */
  readonly loudness: number;
  /** Whether it fades like a bell, or stands like a tone of the telephone. */
  readonly isBell: boolean;
}

/** E5 and G5, then lower: a friendly bell, twice, and a breath. */
const bell = (fromSeconds: number, hertz: number): Note => ({
  fromSeconds,
  seconds: 0.7,
  hertz: [hertz, hertz * 2],
  loudness: 0.32,
  isBell: true,
});

/** 425 Hz is the tone of European exchanges (ITU-T E.180): one second of ringing, four of silence. */
const exchange = (fromSeconds: number, seconds: number): Note => ({
  fromSeconds,
  seconds,
  hertz: [425],
  loudness: 0.1,
  isBell: false,
});

export const tones: Readonly<Record<RingSound, Tone>> = {
  ring: {
    periodSeconds: 3,
    notes: [bell(0, 659.26), bell(0.28, 523.25), bell(0.9, 659.26), bell(1.18, 523.25)],
  },
  ringback: { periodSeconds: 5, notes: [exchange(0, 1)] },
  busy: { periodSeconds: 1, notes: [exchange(0, 0.5)] },
};

/** Long enough not to click. */
const rampSeconds = 0.012;
const bellDecaySeconds = 0.18;

/** One period of a tone. */
export function samplesOf({ periodSeconds, notes }: Tone, sampleRate: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.round(periodSeconds * sampleRate));
  for (const note of notes) {
    const first = Math.round(note.fromSeconds * sampleRate);
    const count = Math.min(Math.round(note.seconds * sampleRate), samples.length - first);
    for (let index = 0; index < count; index += 1) {
      const seconds = index / sampleRate;
      samples[first + index] = (samples[first + index] ?? 0) + valueOf(note, seconds);
    }
  }
  return samples;
}

function valueOf({ hertz, loudness, isBell, seconds: length }: Note, seconds: number): number {
  const edge = Math.min(seconds / rampSeconds, (length - seconds) / rampSeconds, 1);
  const decay = isBell ? Math.exp(-seconds / bellDecaySeconds) : 1;
  const sum = hertz.reduce((total, each, octave) => total + wave(each, seconds) / 2 ** octave, 0);
  return (Math.max(edge, 0) * decay * loudness * sum) / hertz.length;
}

const wave = (hertz: number, seconds: number): number => Math.sin(2 * Math.PI * hertz * seconds);

import { samplesOf, type Tone } from '../ring/ring-sound';

/** Three notes upwards, C5 E5 G5: long enough to turn one's head, and nothing that rings. */
const tone: Tone = {
  periodSeconds: 1.6,
  notes: [523.25, 659.26, 783.99].map((hertz, index) => ({
    fromSeconds: index * 0.35,
    seconds: 0.7,
    hertz: [hertz, hertz * 2],
    loudness: 0.32,
    isBell: true,
  })),
};

/** Chromium lets Web Audio choose its loudspeaker; lib.dom does not know it. */
type SinkContext = AudioContext & { setSinkId?: (sinkId: string) => Promise<void> };

/** Through the loudspeaker of that id, where the browser can choose; the empty string is the usual one. */
export async function playTestSound(sinkId: string, signal: AbortSignal): Promise<void> {
  const context: SinkContext = new AudioContext();
  try {
    // One that is gone must not keep the sound from coming out of another.
    if (sinkId) await context.setSinkId?.(sinkId).catch(() => undefined);
    await context.resume();
    if (context.state !== 'running') throw new Error(`The browser plays nothing: ${context.state}`);
    await played(context, signal);
  } finally {
    await context.close();
  }
}

function played(context: AudioContext, signal: AbortSignal): Promise<void> {
  const samples = samplesOf(tone, context.sampleRate);
  const buffer = context.createBuffer(1, samples.length, context.sampleRate);
  buffer.copyToChannel(samples, 0);
  const source = context.createBufferSource();
  source.buffer = buffer;
  source.connect(context.destination);
  return new Promise((resolve) => {
    source.addEventListener('ended', () => resolve());
    signal.addEventListener('abort', () => {
      source.disconnect();
      resolve();
    });
    source.start();
  });
}

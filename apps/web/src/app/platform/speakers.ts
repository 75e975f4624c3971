/** Where sound comes out: which speaker, where the browser lets one choose, and a sound to try it. */
export interface Speakers {
  /** Whether a media element can be sent to a speaker of choice (W3C Audio Output Devices; not on iOS). */
  readonly canChoose: boolean;
  /**
   * Plays a short tune once, the empty id: by the system's speaker. Resolves when it is over or was stopped; rejects
   * where the browser cannot play it there.
   */
  playTestSound(speakerId: string, stopped: AbortSignal): Promise<void>;
}

/** C5, E5, G5: a friendly "here I am", which no call sends by itself. */
const tuneHertz = [523.25, 659.26, 783.99] as const;
const noteSeconds = 0.32;
const tuneSeconds = tuneHertz.length * noteSeconds + 0.4;
const loudness = 0.25;

export const browserSpeakers: Speakers = {
  get canChoose() {
    return 'setSinkId' in HTMLMediaElement.prototype;
  },

  async playTestSound(speakerId, stopped) {
    const context = new AudioContext();
    // By a media element, as the call itself plays: this tests the same way, and every browser that chooses can.
    const out = context.createMediaStreamDestination();
    const element = new Audio();
    element.srcObject = out.stream;
    try {
      if (speakerId) await element.setSinkId(speakerId);
      await Promise.all([context.resume(), element.play()]);
      await ended(playTune(context, out), stopped);
    } finally {
      element.pause();
      element.srcObject = null;
      await context.close();
    }
  },
};

function playTune(context: AudioContext, out: AudioNode): AudioScheduledSourceNode {
  const end = context.createConstantSource();
  end.offset.value = 0;
  end.connect(out);
  tuneHertz.forEach((hertz, index) => {
    const from = context.currentTime + index * noteSeconds;
    const note = context.createOscillator();
    const volume = context.createGain();
    note.frequency.value = hertz;
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(loudness, from + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, from + noteSeconds * 1.8);
    note.connect(volume).connect(out);
    note.start(from);
    note.stop(from + noteSeconds * 2);
  });
  end.start();
  end.stop(context.currentTime + tuneSeconds);
  return end;
}

const ended = (source: AudioScheduledSourceNode, stopped: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (stopped.aborted) return resolve();
    source.addEventListener('ended', () => resolve(), { once: true });
    stopped.addEventListener('abort', () => resolve(), { once: true });
  });

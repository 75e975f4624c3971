/** Something to send where no device gives it. */
export interface MadeTrack {
  readonly track: MediaStreamTrack;
  /** Resolves once it gives something, which browsers may hold back until the page was touched; rejects where it never will. */
  readonly started: Promise<void>;
  /** It gives no more, and holds nothing. */
  end(): void;
}

const width = 640;
const height = 360;
const framesPerSecond = 15;
const barWidth = 40;
/** From one frame to the next. */
const barStep = 8;

/** A light bar that goes through a dark picture: each frame is another one, as of a camera. @throws where no canvas can be captured. */
export function drawPicture(): MadeTrack {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('The browser draws nothing');
  let left = 0;
  const draw = (): void => {
    pen.fillStyle = '#123';
    pen.fillRect(0, 0, width, height);
    pen.fillStyle = '#def';
    pen.fillRect(left, 0, barWidth, height);
    left = (left + barStep) % width;
  };
  draw();
  const [track] = canvas.captureStream(framesPerSecond).getVideoTracks();
  if (!track) throw new Error('The browser captures no canvas');
  const timer = setInterval(draw, 1_000 / framesPerSecond);
  const end = (): void => {
    clearInterval(timer);
    track.stop();
  };
  return { track, started: Promise.resolve(), end };
}

const toneHertz = 440;
const loudness = 0.1;

/** A tone that goes out by its track only, never by a loudspeaker. @throws where the browser has no Web Audio. */
export function makeTone(): MadeTrack {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const volume = context.createGain();
  const out = context.createMediaStreamDestination();
  tone.frequency.value = toneHertz;
  volume.gain.value = loudness;
  tone.connect(volume).connect(out);
  tone.start();
  const [track] = out.stream.getAudioTracks();
  const end = (): void => {
    track?.stop();
    void context.close().catch(() => undefined);
  };
  if (!track) {
    end();
    throw new Error('Web Audio gives no track');
  }
  return { track, started: context.resume(), end };
}

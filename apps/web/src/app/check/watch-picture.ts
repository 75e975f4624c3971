import { Observable } from 'rxjs';
import { unseenVideo } from '../platform/unseen-video';

export interface Picture {
  /** Shown so far. */
  readonly frames: number;
  readonly width: number;
  readonly height: number;
  /** Of the brightest spot, 0 to 1: a lens behind its cover shows nothing but black. */
  readonly brightest: number;
}

const lookEveryMs = 100;
/** Enough to find any light, and next to no work. */
const sampleWidth = 32;
const sampleHeight = 18;

/** What a camera really delivers, looked at ten times a second: a track may be live and show nothing. */
export const watchPicture = (track: MediaStreamTrack): Observable<Picture> =>
  new Observable((subscriber) => {
    const video = unseenVideo(track);
    void video.play().catch(() => undefined);
    const canvas = new OffscreenCanvas(sampleWidth, sampleHeight).getContext('2d', {
      willReadFrequently: true,
    });
    // Firefox counts the frames of files only (getVideoPlaybackQuality), and tells of those of a stream one by one.
    let frames = 0;
    const count = (): void => {
      frames += 1;
      video.requestVideoFrameCallback(count);
    };
    video.requestVideoFrameCallback(count);
    const timer = setInterval(() => {
      const { videoWidth: width, videoHeight: height } = video;
      if (frames > 0) subscriber.next({ frames, width, height, brightest: brightestOf(video, canvas) });
    }, lookEveryMs);
    return () => {
      clearInterval(timer);
      video.srcObject = null;
    };
  });

function brightestOf(video: HTMLVideoElement, canvas: OffscreenCanvasRenderingContext2D | null): number {
  if (!canvas) return 1;
  canvas.drawImage(video, 0, 0, sampleWidth, sampleHeight);
  const { data } = canvas.getImageData(0, 0, sampleWidth, sampleHeight);
  let brightest = 0;
  for (const [index, value] of data.entries()) {
    if (index % 4 !== 3) brightest = Math.max(brightest, value); // every fourth byte is the opacity
  }
  return brightest / 255;
}

import { Observable } from 'rxjs';
import { unseenVideo } from './unseen-video';

/** Tells once that a track has a picture to show, and ends. It may never come: a hidden page is given none. */
export type FirstPictureOf = (track: MediaStreamTrack) => Observable<void>;

/** The `unmute` of a track tells of packets only. */
export const browserFirstPictureOf: FirstPictureOf = (track) =>
  new Observable((subscriber) => {
    const video = unseenVideo(track);
    video.addEventListener('loadeddata', () => {
      subscriber.next();
      subscriber.complete();
    });
    return () => (video.srcObject = null);
  });

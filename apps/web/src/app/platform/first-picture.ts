import { Observable, fromEvent, map, take } from 'rxjs';

/** Tells once that a track has a picture to show, and ends. It may never come: a hidden page is given none. */
export type FirstPictureOf = (track: MediaStreamTrack) => Observable<void>;

/** By an element that nobody sees: of a track itself one learns that packets arrive, not that there is a picture. */
export const browserFirstPictureOf: FirstPictureOf = (track) =>
  new Observable((subscriber) => {
    const video = document.createElement('video');
    video.muted = true;
    video.playsInline = true; // iOS would go full screen
    subscriber.add(
      fromEvent(video, 'loadeddata')
        .pipe(
          take(1),
          map(() => undefined),
        )
        .subscribe(subscriber),
    );
    video.srcObject = new MediaStream([track]);
    return () => (video.srcObject = null);
  });

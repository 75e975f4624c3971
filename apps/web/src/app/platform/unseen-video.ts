/** An element that plays a track for nobody to see, until its `srcObject` is taken away: of a track itself one learns nothing of its pictures. */
export function unseenVideo(track: MediaStreamTrack): HTMLVideoElement {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true; // iOS would go full screen
  video.srcObject = new MediaStream([track]);
  return video;
}

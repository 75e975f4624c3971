/* global window, document, performance, HTMLMediaElement, MediaDevices, MediaStreamTrackProcessor, RTCPeerConnection */
/** Runs in the page, before its own scripts: when was the last click, the first decoded picture after it, and the first one on the page? */
export function keepFirstFrame() {
  const marks = { clickedAt: null, firstFrameAt: null, shownAt: null };
  window.benchMarks = marks;
  document.addEventListener(
    'click',
    () => Object.assign(marks, { clickedAt: performance.now(), firstFrameAt: null, shownAt: null }),
    { capture: true },
  );
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration) {
      super(configuration);
      this.addEventListener('track', ({ track }) => {
        if (track.kind === 'video') void note(track);
      });
    }
  };
  const received = new WeakSet();
  const { get, set } = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject');
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
    get,
    set(stream) {
      set.call(this, stream);
      if (!stream?.getVideoTracks().some((track) => received.has(track))) return;
      this.requestVideoFrameCallback(() => {
        if (this.isConnected) marks.shownAt ??= performance.now();
      });
    },
  });
  const note = async (track) => {
    received.add(track);
    const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
    const { value } = await reader.read();
    marks.firstFrameAt ??= performance.now();
    value?.close();
    await reader.cancel();
  };
}

/** Runs in the page, before its own scripts: whoever asks for a camera gets this. */
export function fixCamera({ width, height, frameRate }) {
  const { getUserMedia } = MediaDevices.prototype;
  MediaDevices.prototype.getUserMedia = function ({ audio, video }) {
    const camera = video ? { width, height, frameRate } : false;
    return getUserMedia.call(this, { audio, video: camera });
  };
}

/** Runs in the page, before its own scripts: keeps every connection, to ask it for its statistics. */
export function keepConnections() {
  window.benchConnections = [];
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration) {
      super(configuration);
      window.benchConnections.push(this);
    }
  };
}

/** Runs in the page. @returns for each picture received: `{ id, frames, height }`, and of all sent `sentBytes`. */
export async function readFlow() {
  const tiles = [];
  let sentBytes = 0;
  for (const connection of window.benchConnections) {
    if (connection.connectionState === 'closed') continue;
    for (const report of (await connection.getStats()).values()) {
      if (report.type === 'outbound-rtp') sentBytes += report.bytesSent;
      if (report.type !== 'inbound-rtp' || report.kind !== 'video' || !report.framesDecoded) continue;
      tiles.push({
        id: `${window.benchConnections.indexOf(connection)} ${report.id}`,
        frames: report.framesDecoded,
        height: report.frameHeight,
      });
    }
  }
  return { tiles, sentBytes };
}

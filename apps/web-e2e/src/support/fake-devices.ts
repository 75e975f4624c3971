import { test as base, type Page } from '@playwright/test';

/**
 * As `test`, in a Chromium with three cameras; it has three microphones anyway. The first camera and the last can be
 * sent; the one between them is a depth camera (Y16), which no codec takes.
 */
export const test = base.extend<object, object>({
  launchOptions: [
    async ({ launchOptions }, use) => {
      const cameras = '--use-fake-device-for-media-stream=device-count=3';
      await use({ ...launchOptions, args: [...(launchOptions.args ?? []), cameras] });
    },
    { scope: 'worker' },
  ],
});

declare global {
  interface Window {
    pluggedDevices: {
      /** Takes the device that captures now away, as the browser sees it. */
      unplug(kind: MediaDeviceKind): string;
      plugIn(): void;
    };
    /** As a switch at the device does, or another program: for all that is captured now of this kind. */
    withhold(kind: 'audio' | 'video', withheld: boolean): void;
    /** How often this page has set a description: each negotiation sets some. */
    descriptionsSet: number;
    /** How often a sender of this page had nothing that lives, between one track and the next. */
    gapsSent: number;
  }
}

/** Runs in the page, before its own scripts: lets a test pull a plug, which Chromium's fake devices do not have. */
export function letPlugsBePulled(): void {
  const gone = new Set<string>();
  const live = new Set<MediaStreamTrack>();
  const devices = navigator.mediaDevices;
  const enumerate = devices.enumerateDevices.bind(devices);
  const capture = devices.getUserMedia.bind(devices);
  const wanted = (kind: 'audio' | 'video', constraints?: MediaStreamConstraints): string => {
    const wishes = constraints?.[kind];
    const id = typeof wishes === 'object' ? wishes.deviceId : undefined;
    return typeof id === 'object' && 'exact' in id ? String(id.exact) : '';
  };
  devices.enumerateDevices = async () => (await enumerate()).filter(({ deviceId }) => !gone.has(deviceId));
  devices.getUserMedia = async (constraints) => {
    if (gone.has(wanted('audio', constraints)) || gone.has(wanted('video', constraints)))
      throw new OverconstrainedError('deviceId', 'unplugged by the test');
    const stream = await capture(constraints);
    for (const track of stream.getTracks()) live.add(track);
    return stream;
  };
  const changed = (): boolean => devices.dispatchEvent(new Event('devicechange'));
  window.pluggedDevices = {
    unplug: (kind) => {
      const track = [...live].find(
        (each) => each.readyState === 'live' && each.kind === (kind === 'videoinput' ? 'video' : 'audio'),
      );
      if (!track) throw new Error(`No ${kind} captures`);
      gone.add(track.getSettings().deviceId ?? '');
      track.stop();
      changed();
      track.dispatchEvent(new Event('ended'));
      return track.label;
    },
    plugIn: () => {
      gone.clear();
      changed();
    },
  };
}

/** Runs in the page, before its own scripts: lets a test mute tracks as only a system can. */
export function letDevicesBeWithheld(): void {
  const captured = new Set<MediaStreamTrack>();
  const devices = navigator.mediaDevices;
  const capture = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints) => {
    const stream = await capture(constraints);
    for (const track of stream.getTracks()) captured.add(track);
    return stream;
  };
  window.withhold = (kind, withheld) => {
    for (const track of captured) {
      if (track.kind !== kind || track.readyState === 'ended') continue;
      Object.defineProperty(track, 'muted', { configurable: true, value: withheld });
      track.dispatchEvent(new Event(withheld ? 'mute' : 'unmute'));
    }
  };
}

/** Runs in the page, before its own scripts: counts negotiations. */
export function countDescriptions(): void {
  window.descriptionsSet = 0;
  const prototype = RTCPeerConnection.prototype;
  for (const name of ['setLocalDescription', 'setRemoteDescription'] as const) {
    const real = prototype[name] as (...given: unknown[]) => Promise<void>;
    prototype[name] = function (this: RTCPeerConnection, ...given: unknown[]) {
      window.descriptionsSet += 1;
      return real.apply(this, given);
    };
  }
}

/** Runs in the page, before its own scripts: somebody who talks and talks. Chromium's fake microphone only beeps. */
export function talkWithoutEnd(): void {
  const devices = navigator.mediaDevices;
  const capture = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints) => {
    const stream = await capture(constraints);
    if (!constraints?.audio) return stream;
    const context = new AudioContext();
    const voice = context.createOscillator();
    const out = context.createMediaStreamDestination();
    voice.connect(out);
    voice.start();
    await context.resume();
    return new MediaStream([...stream.getVideoTracks(), ...out.stream.getAudioTracks()]);
  };
}

/** Runs in the page, before its own scripts: counts the moments in which a device that was sent is not. */
export function countGaps(): void {
  window.gapsSent = 0;
  const prototype = RTCRtpSender.prototype;
  const real = prototype.replaceTrack;
  prototype.replaceTrack = function (this: RTCRtpSender, track) {
    if (this.track && (track === null || this.track.readyState === 'ended')) window.gapsSent += 1;
    return real.call(this, track);
  };
}

/** Watches a video of the page from now on; answers with the longest time between two of its frames, in ms. */
export async function longestPause(
  page: Page,
  selector: string,
  during: () => Promise<void>,
): Promise<number> {
  const video = page.locator(selector).first();
  await video.evaluate((element: HTMLVideoElement & { longestPauseMs?: number }) => {
    let before = performance.now();
    element.longestPauseMs = 0;
    const look = (): void => {
      const now = performance.now();
      element.longestPauseMs = Math.max(element.longestPauseMs ?? 0, now - before);
      before = now;
      element.requestVideoFrameCallback(look);
    };
    element.requestVideoFrameCallback(look);
  });
  await during();
  return video.evaluate(
    (element: HTMLVideoElement & { longestPauseMs?: number }) => element.longestPauseMs ?? Infinity,
  );
}

export type CaptureDevice = 'microphone' | 'camera';

/**
 * One thing that is captured, a microphone, a camera or a screen:
 *
 *        ┌──────────────── off ◄────────────────┐
 *        ▼                                      │ (camera, screen: stop, its light goes out)
 *    starting ──── failed { reason }            │
 *        │            ▲ the device went         │
 *        └──► on { track } ─────────────────────┤
 *                 ▲                             │
 *                 └──► muted { track } ─────────┘ (microphone only: the track stays, silent)
 */
export type CaptureState =
  | { readonly kind: 'off' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'on'; readonly track: MediaStreamTrack }
  | { readonly kind: 'muted'; readonly track: MediaStreamTrack }
  | { readonly kind: 'failed'; readonly reason: CaptureFailure };

/**
 * Why there is nothing to capture. `denied`: by the person, the browser or the system. `in-use`: another program
 * holds it, or the driver failed. `unplugged`: it worked, and then its track ended by itself.
 */
export type CaptureFailure = 'denied' | 'no-device' | 'in-use' | 'insecure-origin' | 'unplugged' | 'unknown';

const failureByErrorName: Record<string, CaptureFailure> = {
  NotAllowedError: 'denied',
  NotFoundError: 'no-device',
  OverconstrainedError: 'no-device', // the chosen device is gone: `deviceId` is the only constraint that must hold
  NotReadableError: 'in-use',
  AbortError: 'in-use',
  SecurityError: 'insecure-origin',
};

/** Reads a rejection of getUserMedia (W3C Media Capture and Streams, section 10.2). */
export function captureFailure(error: unknown): CaptureFailure {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  return failureByErrorName[name] ?? 'unknown';
}

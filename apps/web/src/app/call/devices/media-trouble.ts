import { type CaptureFailure, type CaptureState } from '@parlour/webrtc';

/** What keeps the microphone, the camera or both from working: for the words on the screen. */
export interface MediaTrouble {
  readonly device: 'both' | 'microphone' | 'camera';
  readonly reason: CaptureFailure;
}

/** One sentence where both fail for the same reason: a person answers one question for both. */
export function troublesOf(microphone: CaptureState, camera: CaptureState): readonly MediaTrouble[] {
  const ofMicrophone = microphone.kind === 'failed' ? microphone.reason : null;
  const ofCamera = camera.kind === 'failed' ? camera.reason : null;
  if (ofMicrophone && ofMicrophone === ofCamera) return [{ device: 'both', reason: ofMicrophone }];
  const troubles: MediaTrouble[] = [];
  if (ofMicrophone) troubles.push({ device: 'microphone', reason: ofMicrophone });
  if (ofCamera) troubles.push({ device: 'camera', reason: ofCamera });
  return troubles;
}

/** What is on and gives nothing, because the system withholds it: one sentence for both, and null for none. */
export function withheldOf(microphone: boolean, camera: boolean): MediaTrouble['device'] | null {
  if (microphone && camera) return 'both';
  if (microphone) return 'microphone';
  return camera ? 'camera' : null;
}

export type BrowserFamily = 'chromium' | 'firefox' | 'safari';

/** Only to say where the permission is hidden in this browser; nothing is decided by it. */
export function browserFamily(userAgent: string): BrowserFamily {
  if (userAgent.includes('Firefox/') || userAgent.includes('FxiOS/')) return 'firefox';
  return /Chrom(e|ium)\/|CriOS\/|Edg/.test(userAgent) ? 'chromium' : 'safari';
}

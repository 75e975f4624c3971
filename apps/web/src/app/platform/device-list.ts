import { type CaptureDevice } from '@parlour/webrtc';
import { type Observable, from, fromEvent, of, startWith, switchMap } from 'rxjs';

/** A microphone or a camera that can be chosen. */
export interface ListedDevice {
  readonly kind: CaptureDevice;
  readonly deviceId: string;
  readonly label: string;
}

/** What is plugged in: now, and at every change. Names are known only after the person has allowed a capture. */
export interface DeviceList {
  readonly devices$: Observable<readonly ListedDevice[]>;
}

const kinds: Readonly<Partial<Record<MediaDeviceKind, CaptureDevice>>> = {
  audioinput: 'microphone',
  videoinput: 'camera',
};

export function browserDeviceList(devices: MediaDevices | null): DeviceList {
  const read = async (): Promise<readonly ListedDevice[]> =>
    ((await devices?.enumerateDevices().catch(() => [])) ?? []).flatMap(listed);
  const devices$ = devices
    ? fromEvent(devices, 'devicechange').pipe(
        startWith(null),
        switchMap(() => from(read())),
      )
    : of([]);
  return { devices$ };
}

/** Before permission each kind shows as one nameless device without an id: nothing to choose from. */
function listed({ kind, deviceId, label }: MediaDeviceInfo): ListedDevice[] {
  const device = kinds[kind];
  return device && deviceId && label ? [{ kind: device, deviceId, label }] : [];
}

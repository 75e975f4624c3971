import { type ListedDevice } from '@parlour/webrtc';
import { type Observable, from, fromEvent, of, startWith, switchMap } from 'rxjs';

/** What is plugged in: now, and at every change. Names are known only after the person has allowed a capture. */
export interface DeviceList {
  readonly devices$: Observable<readonly ListedDevice[]>;
}

const kinds: Readonly<Record<MediaDeviceKind, ListedDevice['kind']>> = {
  audioinput: 'microphone',
  videoinput: 'camera',
  audiooutput: 'speaker',
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
function listed({ kind, deviceId, groupId, label }: MediaDeviceInfo): ListedDevice[] {
  return deviceId && label ? [{ kind: kinds[kind], deviceId, groupId, label }] : [];
}

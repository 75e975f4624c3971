import { type DeviceNews, type ListedDevice, isAlias } from '@parlour/webrtc';

/** The speaker to send the sound to: the chosen one where it is there, the empty id for the system's. */
export function speakerInUse(devices: readonly ListedDevice[], chosen: string | null): string {
  return chosen !== null && devices.some((device) => isSpeaker(device) && device.deviceId === chosen)
    ? chosen
    : '';
}

/** What is worth a word when what is plugged in changes; empty lists are those whose names are still hidden. */
export function speakerNews(
  before: readonly ListedDevice[],
  after: readonly ListedDevice[],
  chosen: string | null,
): DeviceNews | null {
  const [had, has] = [before.filter(isSpeaker), after.filter(isSpeaker)];
  const other = has.find(({ deviceId }) => deviceId === 'default') ?? has[0];
  if (had.length === 0 || !other) return null;
  const [gone, back] = [find(had, chosen), find(has, chosen)];
  if (gone && !back) return { kind: 'replaced', device: 'speaker', label: other.label };
  if (back && !gone) return { kind: 'returned', device: 'speaker', label: back.label };
  const known = new Set(had.map(({ deviceId }) => deviceId));
  const fresh = has.find((device) => !known.has(device.deviceId) && !isAlias(device));
  return fresh ? { kind: 'found', device: 'speaker', label: fresh.label } : null;
}

const isSpeaker = ({ kind }: ListedDevice): boolean => kind === 'speaker';
const find = (devices: readonly ListedDevice[], id: string | null): ListedDevice | undefined =>
  devices.find(({ deviceId }) => deviceId === id);

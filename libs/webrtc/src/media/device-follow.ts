import { type CaptureDevice, type CaptureFailure } from './capture-state';

/** Something that is plugged in and can be chosen. */
export interface ListedDevice {
  readonly kind: CaptureDevice | 'speaker';
  readonly deviceId: string;
  /** The same for what is one piece: the microphone and the speaker of one headset. */
  readonly groupId: string;
  readonly label: string;
}

/** What happened to a device, for a word about it. `label` names the one that is now in use, or could be. */
export interface DeviceNews {
  /**
   * `replaced`: the one that was in use, or was chosen, is not there. `returned`: the chosen one is back, and in use.
   * `default-changed`: by the system. `found`: new, and not in use.
   */
  readonly kind: 'replaced' | 'returned' | 'default-changed' | 'found';
  readonly device: ListedDevice['kind'];
  readonly label: string;
}

/** What to do after what is plugged in has changed. */
export type DeviceMove =
  | { readonly kind: 'retry' }
  | { readonly kind: 'return'; readonly to: ListedDevice }
  | { readonly kind: 'follow-default'; readonly to: ListedDevice }
  | { readonly kind: 'tell'; readonly of: ListedDevice }
  | { readonly kind: 'none' };

export interface DeviceChange {
  /** Of one kind, as are those `after`. Empty as long as the names are hidden, and then nothing is new. */
  readonly before: readonly ListedDevice[];
  readonly after: readonly ListedDevice[];
  /** Null: whatever the system takes. */
  readonly chosen: string | null;
  readonly inUse: { readonly deviceId?: string; readonly groupId?: string } | null;
  readonly failed: CaptureFailure | null;
}

const none: DeviceMove = { kind: 'none' };
/** Names that Chromium gives besides the device's own: both move when the system's choice moves. */
const aliases: readonly string[] = ['default', 'communications'];

export function isAlias({ deviceId }: Pick<ListedDevice, 'deviceId'>): boolean {
  return aliases.includes(deviceId);
}

/** A device that is unplugged needs no move: its track ends. This is about those that come, and the system's choice. */
export function deviceMove({ before, after, chosen, inUse, failed }: DeviceChange): DeviceMove {
  const known = new Set(before.map(({ deviceId }) => deviceId));
  const fresh = after.filter((device) => !known.has(device.deviceId) && !isAlias(device));
  if (failed) return fresh.length > 0 && isForWantOfADevice(failed) ? { kind: 'retry' } : none;
  if (before.length === 0) return none;
  const back = fresh.find(({ deviceId }) => deviceId === chosen);
  if (back && inUse && inUse.deviceId !== chosen) return { kind: 'return', to: back };
  const moved = chosen === null && inUse ? movedDefault(before, after, inUse.groupId) : null;
  if (moved) return { kind: 'follow-default', to: moved };
  return fresh[0] ? { kind: 'tell', of: fresh[0] } : none;
}

function isForWantOfADevice(reason: CaptureFailure): boolean {
  return reason === 'no-device' || reason === 'unplugged';
}

/** A track of `default` stays with the device that was the default when it began. */
function movedDefault(
  before: readonly ListedDevice[],
  after: readonly ListedDevice[],
  groupInUse: string | undefined,
): ListedDevice | null {
  const was = before.find(({ deviceId }) => deviceId === 'default');
  const is = after.find(({ deviceId }) => deviceId === 'default');
  return was && is && was.groupId !== is.groupId && is.groupId !== groupInUse ? is : null;
}

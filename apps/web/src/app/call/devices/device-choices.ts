import { type ListedDevice, isAlias } from '@parlour/webrtc';

export interface DeviceChoice {
  /** Empty: the system's choice. */
  readonly deviceId: string;
  /** Of the system's choice: the name of the device that it is now, if that is known. */
  readonly label: string | null;
}

export interface DeviceChoices {
  readonly choices: readonly DeviceChoice[];
  /** The id of the one that is in use, or would be. */
  readonly current: string;
}

export interface DeviceSituation {
  readonly devices: readonly ListedDevice[];
  /** Null: none in particular. */
  readonly chosen: string | null;
  /** As the browser names it; empty: nothing is in use. */
  readonly inUse: string;
}

/** What a person can choose from. Where the browser tells the system's choice, it can be followed. */
export function deviceChoices(kind: ListedDevice['kind'], situation: DeviceSituation): DeviceChoices {
  const { devices, chosen, inUse } = situation;
  const listed = devices.filter((device) => device.kind === kind);
  const real = listed.filter((device) => !isAlias(device));
  const byDefault = listed.find(({ deviceId }) => deviceId === 'default');
  const system: DeviceChoice[] =
    byDefault || (kind === 'speaker' && real.length > 0)
      ? [{ deviceId: '', label: real.find(({ groupId }) => groupId === byDefault?.groupId)?.label ?? null }]
      : [];
  const ids = new Set(real.map(({ deviceId }) => deviceId));
  const current = [chosen, system.length > 0 ? '' : inUse || undefined, real[0]?.deviceId].find(
    (id) => id === '' || (id && ids.has(id)),
  );
  return {
    choices: [...system, ...real.map(({ deviceId, label }) => ({ deviceId, label }))],
    current: current ?? '',
  };
}

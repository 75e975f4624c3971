import { Injectable, type Signal, type WritableSignal, inject, signal } from '@angular/core';
import {
  type AudioProcessing,
  type Behavior,
  type CaptureDevice,
  type ListedDevice,
  type ScreenHint,
} from '@parlour/webrtc';
import { BehaviorSubject } from 'rxjs';
import { Preferences } from '../../core/preferences';

type DeviceKind = ListedDevice['kind'];
export type AudioSwitch = keyof AudioProcessing;

export const audioSwitches = [
  'echoCancellation',
  'noiseSuppression',
  'autoGainControl',
] as const satisfies AudioSwitch[];

const onOff = ['on', 'off'] as const;
const hints: readonly ScreenHint[] = ['detail', 'motion'];

/** How this browser calls: what a person once chose holds for the next calls too. */
@Injectable({ providedIn: 'root' })
export class DevicePreferences {
  private readonly preferences = inject(Preferences);
  private readonly ids: Readonly<Record<DeviceKind, WritableSignal<string | null>>> = {
    microphone: signal(this.idOf('microphone')),
    camera: signal(this.idOf('camera')),
    speaker: signal(this.idOf('speaker')),
  };
  private readonly audio = signal<AudioProcessing>({
    echoCancellation: this.isOn('echoCancellation', true),
    noiseSuppression: this.isOn('noiseSuppression', true),
    autoGainControl: this.isOn('autoGainControl', true),
  });
  private readonly ownMirrored = signal(this.isOn('mirrored', true));
  private readonly ownScreenHint = signal(this.preferences.read('screenHint', hints) ?? 'detail');
  private readonly relay = new BehaviorSubject(this.isOn('relayOnly', false));

  readonly audioProcessing = this.audio.asReadonly();
  /** Whether one sees oneself as in a mirror. The others never do. */
  readonly mirrored = this.ownMirrored.asReadonly();
  readonly screenHint = this.ownScreenHint.asReadonly();
  /** Whether connections may only go by a relay, so that nobody in a call learns one's address. */
  readonly relayOnly$: Behavior<boolean> = this.relay;

  /** The id of the device that is to be used where it is there; null: the system's choice. */
  chosen(device: DeviceKind): Signal<string | null> {
    return this.ids[device];
  }

  choose(device: DeviceKind, deviceId: string | null): void {
    this.ids[device].set(deviceId);
    this.preferences.write(`device.${device}`, deviceId ?? '');
  }

  /** Whether this one is on when one joins. */
  isWanted(device: CaptureDevice): boolean {
    return this.isOn(device, true);
  }

  setWanted(device: CaptureDevice, on: boolean): void {
    this.keep(device, on);
  }

  setAudio(name: AudioSwitch, on: boolean): void {
    this.audio.update((audio) => ({ ...audio, [name]: on }));
    this.keep(name, on);
  }

  setMirrored(on: boolean): void {
    this.ownMirrored.set(on);
    this.keep('mirrored', on);
  }

  setScreenHint(hint: ScreenHint): void {
    this.ownScreenHint.set(hint);
    this.preferences.write('screenHint', hint);
  }

  setRelayOnly(on: boolean): void {
    this.relay.next(on);
    this.keep('relayOnly', on);
  }

  private keep(name: string, on: boolean): void {
    this.preferences.write(name, on ? 'on' : 'off');
  }

  private isOn(name: string, otherwise: boolean): boolean {
    const kept = this.preferences.read(name, onOff);
    return kept === null ? otherwise : kept === 'on';
  }

  private idOf(device: DeviceKind): string | null {
    return this.preferences.readText(`device.${device}`) || null;
  }
}

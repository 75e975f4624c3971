import { type Provider } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type ListedDevice } from '@parlour/webrtc';
import { BehaviorSubject, Subject } from 'rxjs';
import { RingWorld } from '../../../ring/testing/ring-world';
import { platform } from '../../../platform/platform';
import { fakePlatform } from '../../testing/fake-platform';
import { RelayOffer } from '../relay-offer';

const kinds = { microphone: 'audio', camera: 'video' } as const;

export const listed = (kind: ListedDevice['kind'], ...ids: string[]): ListedDevice[] =>
  ids.map((id) => ({ kind, deviceId: id, groupId: `group of ${id}`, label: id }));

/** Anna's browser and what is plugged into it. */
export class DeviceWorld extends RingWorld {
  readonly plugged$ = new BehaviorSubject<readonly ListedDevice[]>([
    ...listed('microphone', 'built-in', 'headset'),
    ...listed('camera', 'front', 'back'),
    ...listed('speaker', 'default', 'loud', 'headset'),
  ]);
  /** What the meters show: of every track. */
  readonly level$ = new Subject<number>();
  /** Tracks whose level is measured now. */
  readonly measured: MediaStreamTrack[] = [];
  /** By which speakers a test sound was played. */
  readonly sounds: string[] = [];
  soundFails = false;
  hasRelay = false;

  readonly platform = {
    ...fakePlatform('anna', this),
    deviceList: { devices$: this.plugged$ },
    levelMeter: (track: MediaStreamTrack) => {
      this.measured.push(track);
      return this.level$;
    },
    speakers: {
      canChoose: true,
      playTestSound: async (speakerId: string): Promise<void> => {
        this.sounds.push(speakerId);
        if (this.soundFails) throw new DOMException('gone', 'NotFoundError');
      },
    },
  };

  readonly deviceProviders: Provider[] = [
    ...this.providers,
    { provide: platform, useValue: this.platform },
    { provide: RelayOffer, useValue: { exists: () => Promise.resolve(this.hasRelay) } },
  ];

  /** Until promises, the devices and the page are done. */
  async pass(ms = 100): Promise<void> {
    TestBed.tick();
    await this.clock.advance(ms);
    TestBed.tick();
  }

  unplug(kind: 'microphone' | 'camera', id: string): void {
    this.devices.unplug(id);
    this.plugged$.next(
      this.plugged$.value.filter((device) => device.kind !== kind || device.deviceId !== id),
    );
    for (const track of this.devices.tracks) {
      if (track.kind === kinds[kind] && track.label === id) track.endBySource();
    }
  }

  plugIn(...devices: ListedDevice[]): void {
    for (const { deviceId } of devices) this.devices.plugIn(deviceId);
    this.plugged$.next([...this.plugged$.value, ...devices]);
  }
}

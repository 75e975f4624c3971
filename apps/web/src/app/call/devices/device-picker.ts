import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { type CaptureState, type ListedDevice } from '@parlour/webrtc';
import { CallMedia } from './call-media';
import { deviceChoices } from './device-choices';
import { DevicePreferences } from './device-preferences';

/** One of the microphones, cameras or speakers that are plugged in. */
@Component({
  selector: 'parlour-device-picker',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (offered().choices.length >= atLeast()) {
      <label>
        <span>{{ 'devices.' + device() | transloco }}</span>
        <select class="parlour-control" (change)="choose($event)">
          @for (choice of offered().choices; track choice.deviceId) {
            <option [value]="choice.deviceId" [selected]="choice.deviceId === offered().current">
              @if (choice.deviceId !== '') {
                {{ choice.label }}
              } @else {
                {{
                  (choice.label ? 'devices.systemChoiceIs' : 'devices.systemChoice')
                    | transloco: { label: choice.label }
                }}
              }
            </option>
          }
        </select>
      </label>
    }
  `,
  styles: `
    :host {
      display: contents;
    }

    label {
      display: grid;
      gap: var(--space-1);
      min-width: 0;
      font: var(--text-label);
    }

    select {
      min-height: var(--touch-target);
      font: var(--text-body);
      text-overflow: ellipsis;
    }
  `,
})
export class DevicePicker {
  private readonly media = inject(CallMedia);
  private readonly preferences = inject(DevicePreferences);

  readonly device = input.required<ListedDevice['kind']>();
  /** With fewer choices it is not worth its place. */
  readonly atLeast = input(1);

  protected readonly offered = computed(() => {
    const device = this.device();
    return deviceChoices(device, {
      devices: this.media.devices(),
      chosen: this.preferences.chosen(device)(),
      inUse: this.inUse(device),
    });
  });

  protected async choose(event: Event): Promise<void> {
    const select = event.target as HTMLSelectElement;
    await this.media.choose(this.device(), select.value);
    select.value = this.offered().current; // what cannot be used is not chosen
  }

  private inUse(device: ListedDevice['kind']): string {
    if (device === 'speaker') return this.media.speakerId();
    return deviceIdOf(device === 'microphone' ? this.media.microphone() : this.media.camera());
  }
}

/** The device that is in use, as the browser names it. */
const deviceIdOf = (state: CaptureState): string =>
  state.kind === 'on' || state.kind === 'muted' ? (state.track.getSettings().deviceId ?? '') : '';

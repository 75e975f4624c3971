import { ChangeDetectionStrategy, Component, DestroyRef, computed, inject, resource } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatDialogClose } from '@angular/material/dialog';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button, DialogFrame, LevelMeter, Notice, PlayStream, Switch } from '@parlour/ui';
import { merge } from 'rxjs';
import { platform } from '../../platform/platform';
import { CallMedia } from './call-media';
import { DevicePicker } from './device-picker';
import { DevicePreferences, audioSwitches } from './device-preferences';
import { RelayOffer } from './relay-offer';
import { SpeakerTest } from './speaker-test';

/** All that one can choose about one's devices, to hear and see at once, before a call and in it. */
@Component({
  selector: 'parlour-device-settings-dialog',
  imports: [
    Button,
    DevicePicker,
    DialogFrame,
    LevelMeter,
    MatDialogClose,
    Notice,
    PlayStream,
    SpeakerTest,
    Switch,
    TranslocoPipe,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './device-settings-dialog.html',
  styleUrls: ['./own-media.css', './device-settings-dialog.css'],
})
export class DeviceSettingsDialog {
  private readonly relayOffer = inject(RelayOffer);
  protected readonly media = inject(CallMedia);
  protected readonly preferences = inject(DevicePreferences);
  protected readonly canChooseSpeaker = inject(platform).speakers.canChoose;

  protected readonly audioSwitches = audioSwitches;
  /** Of the microphone itself: also while the others hear nothing. */
  protected readonly level = toSignal(merge(this.media.level$, this.media.levelWhileMuted$), {
    initialValue: 0,
  });
  protected readonly levelWords = computed(() => {
    const { kind } = this.media.microphone();
    if (kind === 'on') return 'devices.levelOn';
    return kind === 'muted' ? 'devices.levelMuted' : 'devices.levelOff';
  });
  private readonly relay = resource({ loader: () => this.relayOffer.exists(), defaultValue: false });
  protected readonly hasRelay = this.relay.value;
  /** Where it is on without a relay, one must be able to turn it off. */
  protected readonly offersRelay = computed(() => this.hasRelay() || this.media.relayOnly());
  protected readonly lacksRelay = computed(
    () => this.media.relayOnly() && !this.relay.isLoading() && !this.hasRelay(),
  );

  constructor() {
    this.media.hold(this);
    inject(DestroyRef).onDestroy(() => this.media.release(this));
  }
}

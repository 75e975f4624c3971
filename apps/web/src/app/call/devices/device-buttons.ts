import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideMic, LucideMicOff, LucideVideo, LucideVideoOff } from '@lucide/angular';
import { CallButton } from '@parlour/ui';
import { CallMedia } from './call-media';

/** Microphone and camera, on or off, by their buttons and keys: the same before the call, in it, and beside another page. */
@Component({
  selector: 'parlour-device-buttons',
  imports: [CallButton, LucideMic, LucideMicOff, LucideVideo, LucideVideoOff, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <parlour-call-button
      keys="Control+D"
      [label]="'call.microphone' | transloco"
      [hint]="(microphoneOn() ? 'call.turnMicrophoneOff' : 'call.turnMicrophoneOn') | transloco"
      [pressed]="microphoneOn()"
      (click)="media.toggle('microphone')"
    >
      @if (microphoneOn()) {
        <svg lucideMic [size]="22"></svg>
      } @else {
        <svg lucideMicOff [size]="22"></svg>
      }
    </parlour-call-button>
    <parlour-call-button
      keys="Control+E"
      [label]="'call.camera' | transloco"
      [hint]="(cameraOn() ? 'call.turnCameraOff' : 'call.turnCameraOn') | transloco"
      [pressed]="cameraOn()"
      (click)="media.toggle('camera')"
    >
      @if (cameraOn()) {
        <svg lucideVideo [size]="22"></svg>
      } @else {
        <svg lucideVideoOff [size]="22"></svg>
      }
    </parlour-call-button>
  `,
  styles: `
    :host {
      display: contents;
    }
  `,
  host: { '(document:keydown)': 'handleKey($event)' },
})
export class DeviceButtons {
  protected readonly media = inject(CallMedia);

  // While it starts it counts as on: it is what the person asked for, and the button must not flash red.
  protected readonly microphoneOn = computed(() => isWanted(this.media.microphone().kind));
  protected readonly cameraOn = computed(() => isWanted(this.media.camera().kind));

  /** Ctrl+D and Ctrl+E, on a Mac also with Cmd. */
  protected handleKey(event: KeyboardEvent): void {
    if (event.ctrlKey === event.metaKey || event.altKey || event.shiftKey || event.repeat) return;
    const device = event.key === 'd' ? 'microphone' : event.key === 'e' ? 'camera' : null;
    if (!device) return;
    event.preventDefault();
    void this.media.toggle(device);
  }
}

const isWanted = (kind: string): boolean => kind === 'on' || kind === 'starting';

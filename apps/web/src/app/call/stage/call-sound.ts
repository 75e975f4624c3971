import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  linkedSignal,
  viewChildren,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideVolume2 } from '@lucide/angular';
import { Button } from '@parlour/ui';
import { CallStore } from '../call-store';
import { PeerSound } from './peer-sound';

/** Everybody's sound, apart from the tiles: going to another page interrupts no word. */
@Component({
  selector: 'parlour-call-sound',
  imports: [Button, LucideVolume2, PeerSound, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (peer of peers(); track peer.id) {
      <parlour-peer-sound [peer]="peer" (refused)="silenced.set($event)" />
    }
    @for (peer of sharing(); track peer.id) {
      <parlour-peer-sound of="screen" [peer]="peer" (refused)="silenced.set($event)" />
    }
    @if (silenced()) {
      <button parlourButton class="hear" type="button" (click)="play()">
        <svg lucideVolume2></svg>{{ 'call.tapToHear' | transloco }}
      </button>
    }
  `,
  styles: `
    .hear {
      position: fixed;
      top: 40%;
      left: 50%;
      z-index: 5;
      min-height: var(--touch-target);
      border-radius: var(--radius-full);
      box-shadow: var(--shadow-overlay);
      transform: translate(-50%, -50%);
      white-space: nowrap;
    }
  `,
})
export class CallSound {
  private readonly calls = inject(CallStore);
  private readonly sounds = viewChildren(PeerSound);

  protected readonly peers = computed(() => [...(this.calls.call()?.peers().values() ?? [])]);
  protected readonly sharing = computed(() => {
    const call = this.calls.call();
    const shared = call?.others().filter(({ media }) => media.screen) ?? [];
    return shared.flatMap(({ id }) => call?.peers().get(id) ?? []);
  });
  /** Whether the browser holds back the sound until the page is touched. */
  protected readonly silenced = linkedSignal({ source: this.calls.call, computation: () => false });

  protected play(): void {
    for (const sound of this.sounds()) sound.play();
  }
}

import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideMic, LucideMicOff } from '@lucide/angular';
import { hearWhileMuted, nothingHeard } from '@parlour/webrtc';
import { distinctUntilChanged, map, of, scan, switchMap } from 'rxjs';
import { platform } from '../../platform/platform';
import { CallMedia } from './call-media';
import { HoldToTalk } from './hold-to-talk';

/** In a call: says to one who speaks and is muted that nobody hears it, and lets them talk by holding the space bar. */
@Component({
  selector: 'parlour-talk-aids',
  imports: [LucideMic, LucideMicOff, TranslocoPipe],
  providers: [HoldToTalk],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div role="status">
      @if (talk.isHeld()) {
        <p><svg lucideMic [size]="18"></svg>{{ 'devices.muted.talking' | transloco }}</p>
      } @else if (speaksUnheard()) {
        <p>
          <svg lucideMicOff [size]="18"></svg>
          <span
            ><strong>{{ 'devices.muted.hint' | transloco }}</strong>
            {{ 'devices.muted.keys' | transloco }}</span
          >
        </p>
      }
    </div>
  `,
  styles: `
    :host {
      position: absolute;
      inset: auto var(--space-3) calc(100% + var(--space-2));
      z-index: 3;
      display: grid;
      justify-items: center;
      pointer-events: none;
    }

    p {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      padding: var(--space-2) var(--space-3);
      border-radius: var(--radius-card);
      background: var(--color-on-stage);
      color: var(--color-stage);
      font: var(--text-secondary);
      box-shadow: var(--shadow-overlay);
      animation: rise var(--motion);
    }

    svg {
      flex: none;
    }

    @keyframes rise {
      from {
        opacity: 0;
        transform: translateY(8px);
      }
    }
  `,
})
export class TalkAids {
  private readonly media = inject(CallMedia);
  private readonly clock = inject(platform).clock;
  protected readonly talk = inject(HoldToTalk);

  protected readonly speaksUnheard = toSignal(
    this.media.microphone$.pipe(
      map(({ kind }) => kind === 'muted'),
      distinctUntilChanged(),
      switchMap((muted) => (muted ? this.listen() : of(false))),
      distinctUntilChanged(),
    ),
    { initialValue: false },
  );

  private listen() {
    return this.media.levelWhileMuted$.pipe(
      scan((heard, level) => hearWhileMuted(heard, level, this.clock.now()), nothingHeard),
      map(({ hint }) => hint),
    );
  }
}

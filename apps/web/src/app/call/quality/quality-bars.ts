import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { type PeerQuality } from '@parlour/webrtc';

const heights = [1, 2, 3, 4] as const;

/** How well it goes with somebody, as bars that all know from their telephone. */
@Component({
  selector: 'parlour-quality-bars',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (quality(); as now) {
      <span
        class="bars"
        role="img"
        [attr.data-bars]="now.bars"
        [attr.aria-label]="words() | transloco"
        [attr.title]="words() | transloco"
      >
        @for (height of heights; track height) {
          <span class="bar" [class.full]="height <= now.bars" [style.height.%]="height * 25"></span>
        }
      </span>
    }
  `,
  styles: `
    :host {
      display: contents;
    }

    .bars {
      display: inline-flex;
      flex: none;
      align-items: flex-end;
      gap: 2px;
      width: 18px;
      height: 14px;
    }

    .bar {
      flex: 1;
      border-radius: 1px;
      background: currentColor;
      opacity: 0.3;
    }

    .full {
      opacity: 1;
    }

    @media (forced-colors: active) {
      .bar {
        background: CanvasText;
      }
    }
  `,
})
export class QualityBars {
  /** Undefined: nothing is known yet, and nothing shown. */
  readonly quality = input.required<PeerQuality | undefined>();

  protected readonly heights = heights;
  protected readonly words = computed(() => `quality.bars.${this.quality()?.bars ?? 0}`);
}

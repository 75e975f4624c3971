import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  afterNextRender,
  computed,
  inject,
  input,
  signal,
} from '@angular/core';
import { cinema, stageLayout, upright } from './stage-layout';

const gap = 8;

/** Lays its tiles (`parlour-tile`) out as large as they can be without scrolling. */
@Component({
  selector: 'parlour-stage',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<div class="tiles" [style.max-width.px]="rowWidth()"><ng-content /></div>`,
  styleUrl: './stage.css',
  host: {
    '[style.--tile-width.px]': 'layout().tileWidth',
    '[style.--tile-height.px]': 'layout().tileHeight',
    '[style.--stage-gap.px]': 'gap',
  },
})
export class Stage {
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly size = signal({ width: 0, height: 0 });

  readonly count = input.required<number>();

  protected readonly gap = gap;
  readonly layout = computed(() => {
    const { width, height } = this.size();
    return stageLayout(this.count(), { width, height, gap }, width < height ? upright : cinema);
  });
  protected readonly rowWidth = computed(() => {
    const { columns, tileWidth } = this.layout();
    return columns * tileWidth + (columns - 1) * gap;
  });

  constructor() {
    const observer = new ResizeObserver(([entry]) => {
      if (entry) this.size.set({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    afterNextRender(() => observer.observe(this.element));
    inject(DestroyRef).onDestroy(() => observer.disconnect());
  }
}

import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  Directive,
  ElementRef,
  afterNextRender,
  computed,
  inject,
  input,
  linkedSignal,
  signal,
} from '@angular/core';
import { type Place, arrange } from './stage-arrangement';

const gap = 8;
const glide = 'translate var(--motion-slow), width var(--motion-slow), height var(--motion-slow)';

/**
 * Lays its tiles out without scrolling: each child has `[parlourPlace]` with its key, and `featured` and `aside` say which
 * keys stand where. They glide to another place when somebody is featured, not while the window is resized.
 */
@Component({
  selector: 'parlour-stage',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<ng-content />`,
  styleUrl: './stage.css',
})
export class Stage {
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly size = signal({ width: 0, height: 0 });

  readonly featured = input<readonly string[]>([]);
  readonly aside = input.required<readonly string[]>();
  /** Whether what is featured has the shape of a screen. */
  readonly wide = input(false);

  private readonly places = computed<ReadonlyMap<string, Place>>(() => {
    const [featured, aside] = [this.featured(), this.aside()];
    const company = { featured: featured.length, aside: aside.length, wide: this.wide() };
    const arrangement = arrange(company, { ...this.size(), gap });
    const placed = (keys: readonly string[], places: readonly Place[]) =>
      places.flatMap((place, index) => keys.slice(index, index + 1).map((key) => [key, place] as const));
    return new Map([...placed(featured, arrangement.featured), ...placed(aside, arrangement.aside)]);
  });
  /** Whether tiles move by themselves, so that the eye follows, or with the edge of the window. */
  readonly glides = linkedSignal({
    source: () => [this.featured(), this.aside()],
    computation: () => true,
  });

  constructor() {
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      this.glides.set(false);
      this.size.set({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    afterNextRender(() => observer.observe(this.element));
    inject(DestroyRef).onDestroy(() => observer.disconnect());
  }

  /** Null: it is not on the stage. */
  placeOf(key: string): Place | null {
    return this.places().get(key) ?? null;
  }
}

/** A child of the stage; what has no place is not shown. */
@Directive({
  selector: '[parlourPlace]',
  host: {
    style: 'position: absolute; top: 0; left: 0',
    '[hidden]': '!place()',
    '[style.translate]': 'translate()',
    '[style.width.px]': 'place()?.width',
    '[style.height.px]': 'place()?.height',
    '[style.transition]': 'stage.glides() ? glide : null',
  },
})
export class Placed {
  protected readonly stage = inject(Stage);
  protected readonly glide = glide;

  readonly key = input.required<string>({ alias: 'parlourPlace' });
  protected readonly place = computed(() => this.stage.placeOf(this.key()));
  protected readonly translate = computed(() => {
    const place = this.place();
    return place && `${place.left}px ${place.top}px`;
  });
}

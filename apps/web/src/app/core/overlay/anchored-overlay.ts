import { BreakpointObserver } from '@angular/cdk/layout';
import {
  type ConnectedPosition,
  type OverlayConfig,
  type OverlayRef,
  createBlockScrollStrategy,
  createFlexibleConnectedPositionStrategy,
  createGlobalPositionStrategy,
  createOverlayRef,
  createRepositionScrollStrategy,
} from '@angular/cdk/overlay';
import { Injector, inject } from '@angular/core';
import { NavigationStart, Router } from '@angular/router';
import { type Observable, filter, merge } from 'rxjs';

const phoneQuery = '(max-width: 759px)';
/** Between it and what was clicked; in px. */
export const anchorGapPx = 6;

interface Opened {
  readonly overlay: OverlayRef;
  /** Whether it stands at the lower edge of a phone. */
  readonly sheet: boolean;
  /** A click beside it, or a way to another page: it is to be closed. */
  readonly left$: Observable<unknown>;
}

/** One thing at a time, beside what was clicked; on a phone at the lower edge. Made where one can inject. */
export class AnchoredOverlay {
  private readonly injector = inject(Injector);
  private readonly breakpoints = inject(BreakpointObserver);
  private readonly router = inject(Router);
  private opened: OverlayRef | null = null;

  /** Of the places beside what was clicked, the first with enough space is taken. */
  constructor(private readonly positions: ConnectedPosition[]) {}

  open(anchor: HTMLElement): Opened {
    this.opened?.dispose();
    const sheet = this.breakpoints.isMatched(phoneQuery);
    const overlay = createOverlayRef(this.injector, sheet ? this.sheet() : this.popover(anchor));
    this.opened = overlay;
    const leaving$ = this.router.events.pipe(filter((event) => event instanceof NavigationStart));
    return { overlay, sheet, left$: merge(overlay.backdropClick(), leaving$) };
  }

  private sheet(): OverlayConfig {
    return {
      positionStrategy: createGlobalPositionStrategy(this.injector).bottom('0').left('0'),
      scrollStrategy: createBlockScrollStrategy(this.injector),
      width: '100%',
      hasBackdrop: true,
      backdropClass: 'cdk-overlay-dark-backdrop',
    };
  }

  private popover(anchor: HTMLElement): OverlayConfig {
    const position = createFlexibleConnectedPositionStrategy(this.injector, anchor)
      .withViewportMargin(12)
      .withFlexibleDimensions(false)
      .withPush(true)
      .withPositions(this.positions);
    return {
      positionStrategy: position,
      scrollStrategy: createRepositionScrollStrategy(this.injector),
      hasBackdrop: true,
      backdropClass: 'cdk-overlay-transparent-backdrop',
    };
  }
}

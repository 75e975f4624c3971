import { BreakpointObserver } from '@angular/cdk/layout';
import {
  type OverlayConfig,
  type OverlayRef,
  createBlockScrollStrategy,
  createFlexibleConnectedPositionStrategy,
  createGlobalPositionStrategy,
  createOverlayRef,
  createRepositionScrollStrategy,
} from '@angular/cdk/overlay';
import { ComponentPortal } from '@angular/cdk/portal';
import { Injectable, Injector, inject } from '@angular/core';
import { NavigationStart, Router } from '@angular/router';
import { type User } from '@parlour/contracts';
import { filter, merge, takeUntil } from 'rxjs';
import { PersonCardPanel } from './person-card-panel';

const phoneQuery = '(max-width: 759px)';
const gapPx = 6;

/** Where the card of a person stands: beside what was clicked, on a phone at the lower edge. One at a time. */
@Injectable({ providedIn: 'root' })
export class PersonCardOverlay {
  private readonly injector = inject(Injector);
  private readonly breakpoints = inject(BreakpointObserver);
  private readonly router = inject(Router);
  private opened: OverlayRef | null = null;

  open(user: User, anchor: HTMLElement): void {
    this.opened?.dispose();
    const phone = this.breakpoints.isMatched(phoneQuery);
    const overlay = createOverlayRef(this.injector, phone ? this.sheet() : this.popover(anchor));
    this.opened = overlay;
    const card = overlay.attach(new ComponentPortal(PersonCardPanel));
    card.setInput('user', user);
    card.setInput('sheet', phone);
    const escape$ = overlay.keydownEvents().pipe(filter(({ key }) => key === 'Escape'));
    const leaving$ = this.router.events.pipe(filter((event) => event instanceof NavigationStart));
    merge(overlay.backdropClick(), escape$, leaving$)
      .pipe(takeUntil(overlay.detachments()))
      .subscribe(() => overlay.dispose());
    card.instance.closed.subscribe(() => overlay.dispose());
    // Before its elements go, so that the focus has somewhere to be.
    overlay.detachments().subscribe(() => anchor.focus({ preventScroll: true }));
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
      .withPositions([
        { originX: 'start', originY: 'bottom', overlayX: 'start', overlayY: 'top', offsetY: gapPx },
        { originX: 'start', originY: 'top', overlayX: 'start', overlayY: 'bottom', offsetY: -gapPx },
        { originX: 'end', originY: 'bottom', overlayX: 'end', overlayY: 'top', offsetY: gapPx },
      ]);
    return {
      positionStrategy: position,
      scrollStrategy: createRepositionScrollStrategy(this.injector),
      hasBackdrop: true,
      backdropClass: 'cdk-overlay-transparent-backdrop',
    };
  }
}

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
import { outputToObservable } from '@angular/core/rxjs-interop';
import { NavigationStart, Router } from '@angular/router';
import { filter, firstValueFrom, map, merge } from 'rxjs';
import { EmojiPanel } from './emoji-panel';
import { RecentEmoji } from './recent-emoji';

const phoneQuery = '(max-width: 759px)';
const gapPx = 6;

/** Where the emoji stand: beside what was clicked, on a phone at the lower edge. One at a time. */
@Injectable({ providedIn: 'root' })
export class EmojiOverlay {
  private readonly injector = inject(Injector);
  private readonly breakpoints = inject(BreakpointObserver);
  private readonly router = inject(Router);
  private readonly recent = inject(RecentEmoji);
  private opened: OverlayRef | null = null;

  async pick(anchor: HTMLElement): Promise<string | null> {
    this.opened?.dispose();
    const phone = this.breakpoints.isMatched(phoneQuery);
    const overlay = createOverlayRef(this.injector, phone ? this.sheet() : this.popover(anchor));
    this.opened = overlay;
    const panel = overlay.attach(new ComponentPortal(EmojiPanel));
    panel.setInput('sheet', phone);
    const nothing$ = merge(
      overlay.backdropClick(),
      overlay.detachments(),
      outputToObservable(panel.instance.closed),
      this.router.events.pipe(filter((event) => event instanceof NavigationStart)),
    ).pipe(map(() => null));
    const chosen = await firstValueFrom(merge(outputToObservable(panel.instance.chosen), nothing$), {
      defaultValue: null,
    });
    overlay.dispose();
    if (anchor.isConnected) anchor.focus({ preventScroll: true });
    if (chosen !== null) this.recent.note(chosen);
    return chosen;
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
        { originX: 'end', originY: 'top', overlayX: 'end', overlayY: 'bottom', offsetY: -gapPx },
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

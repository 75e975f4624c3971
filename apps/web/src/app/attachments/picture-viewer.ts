import {
  type OverlayRef,
  createBlockScrollStrategy,
  createGlobalPositionStrategy,
  createOverlayRef,
} from '@angular/cdk/overlay';
import { ComponentPortal } from '@angular/cdk/portal';
import { Injectable, Injector, inject } from '@angular/core';
import { NavigationStart, Router } from '@angular/router';
import { type Attachment } from '@parlour/contracts';
import { filter, takeUntil } from 'rxjs';

/** Shows pictures over the whole page, one at a time. Its code comes with the first one. */
@Injectable({ providedIn: 'root' })
export class PictureViewer {
  private readonly injector = inject(Injector);
  private readonly router = inject(Router);
  private opened: OverlayRef | null = null;

  /** `anchor` has the focus again afterwards. */
  open(pictures: readonly Attachment[], index: number, anchor: HTMLElement): void {
    import('./picture-stage').then(
      ({ PictureStage }) => {
        this.opened?.dispose();
        const overlay = createOverlayRef(this.injector, {
          positionStrategy: createGlobalPositionStrategy(this.injector).top('0').left('0'),
          scrollStrategy: createBlockScrollStrategy(this.injector),
          width: '100%',
          height: '100%',
        });
        this.opened = overlay;
        const stage = overlay.attach(new ComponentPortal(PictureStage));
        stage.setInput('pictures', pictures);
        stage.instance.index.set(index);
        stage.instance.closed.subscribe(() => overlay.dispose());
        this.router.events
          .pipe(
            filter((event) => event instanceof NavigationStart),
            takeUntil(overlay.detachments()),
          )
          .subscribe(() => overlay.dispose());
        overlay.detachments().subscribe(() => anchor.focus({ preventScroll: true }));
      },
      () => undefined, // out of reach: the next click tries again
    );
  }
}

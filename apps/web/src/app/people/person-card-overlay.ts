import { ComponentPortal } from '@angular/cdk/portal';
import { Injectable } from '@angular/core';
import { type User } from '@parlour/contracts';
import { filter, merge, takeUntil } from 'rxjs';
import { AnchoredOverlay, anchorGapPx } from '../core/overlay/anchored-overlay';
import { PersonCardPanel } from './person-card-panel';

/** Where the card of a person stands: beside what was clicked, on a phone at the lower edge. */
@Injectable({ providedIn: 'root' })
export class PersonCardOverlay {
  private readonly overlay = new AnchoredOverlay([
    { originX: 'start', originY: 'bottom', overlayX: 'start', overlayY: 'top', offsetY: anchorGapPx },
    { originX: 'start', originY: 'top', overlayX: 'start', overlayY: 'bottom', offsetY: -anchorGapPx },
    { originX: 'end', originY: 'bottom', overlayX: 'end', overlayY: 'top', offsetY: anchorGapPx },
  ]);

  open(user: User, anchor: HTMLElement): void {
    const { overlay, sheet, left$ } = this.overlay.open(anchor);
    const card = overlay.attach(new ComponentPortal(PersonCardPanel));
    card.setInput('user', user);
    card.setInput('sheet', sheet);
    const escape$ = overlay.keydownEvents().pipe(filter(({ key }) => key === 'Escape'));
    merge(left$, escape$)
      .pipe(takeUntil(overlay.detachments()))
      .subscribe(() => overlay.dispose());
    card.instance.closed.subscribe(() => overlay.dispose());
    // Before its elements go, so that the focus has somewhere to be.
    overlay.detachments().subscribe(() => anchor.focus({ preventScroll: true }));
  }
}

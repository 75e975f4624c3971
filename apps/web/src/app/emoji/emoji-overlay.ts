import { ComponentPortal } from '@angular/cdk/portal';
import { Injectable, inject } from '@angular/core';
import { outputToObservable } from '@angular/core/rxjs-interop';
import { firstValueFrom, map, merge } from 'rxjs';
import { AnchoredOverlay, anchorGapPx } from '../core/overlay/anchored-overlay';
import { EmojiPanel } from './emoji-panel';
import { RecentEmoji } from './recent-emoji';

/** Where the emoji stand: beside what was clicked, on a phone at the lower edge. */
@Injectable({ providedIn: 'root' })
export class EmojiOverlay {
  private readonly recent = inject(RecentEmoji);
  private readonly overlay = new AnchoredOverlay([
    { originX: 'end', originY: 'top', overlayX: 'end', overlayY: 'bottom', offsetY: -anchorGapPx },
    { originX: 'end', originY: 'bottom', overlayX: 'end', overlayY: 'top', offsetY: anchorGapPx },
  ]);

  async pick(anchor: HTMLElement): Promise<string | null> {
    const { overlay, sheet, left$ } = this.overlay.open(anchor);
    const panel = overlay.attach(new ComponentPortal(EmojiPanel));
    panel.setInput('sheet', sheet);
    const closed$ = outputToObservable(panel.instance.closed);
    const nothing$ = merge(left$, overlay.detachments(), closed$).pipe(map(() => null));
    const chosen = await firstValueFrom(merge(outputToObservable(panel.instance.chosen), nothing$), {
      defaultValue: null,
    });
    overlay.dispose();
    if (anchor.isConnected) anchor.focus({ preventScroll: true });
    if (chosen !== null) this.recent.note(chosen);
    return chosen;
  }
}

import { DestroyRef, Injectable, effect, inject, untracked } from '@angular/core';
import { platform } from '../../platform/platform';
import { CallStore } from '../call-store';
import { type LiveCall } from '../live-call';
import { type Sight, type Views, changedViews, isUrgent, viewsOf } from './shown-views';

/** Tiles come and go with pages and layouts; what is not shown for this long need not be sent. */
const settleMs = 1_000;

/**
 * Gathers what all tiles show of the others, wherever they are (stage, floating tile, picture-in-picture), and tells them,
 * so that nobody sends what nobody sees, nor more than fits.
 */
@Injectable({ providedIn: 'root' })
export class ShownTiles {
  private readonly calls = inject(CallStore);
  private readonly clock = inject(platform).clock;
  private readonly sights = new Map<object, Sight>();
  private call: LiveCall | null = null;
  private told: Views = new Map();
  private later: (() => void) | null = null;

  constructor() {
    effect(() => {
      const call = this.calls.call();
      call?.others();
      untracked(() => this.follow(call));
    });
    inject(DestroyRef).onDestroy(() => this.later?.());
  }

  /** The latest of each tile counts. */
  report(tile: object, sight: Sight): void {
    this.sights.set(tile, sight);
    this.handleChange();
  }

  forget(tile: object): void {
    this.sights.delete(tile);
    this.handleChange();
  }

  private follow(call: LiveCall | null): void {
    if (call !== this.call) this.told = new Map();
    this.call = call;
    this.handleChange();
  }

  private handleChange(): void {
    if (!this.call) return;
    const now = this.views(this.call);
    if (isUrgent(this.told, now)) this.tell();
    else if (changedViews(this.told, now).size > 0)
      this.later ??= this.clock.schedule(settleMs, () => this.tell());
  }

  private tell(): void {
    this.later?.();
    this.later = null;
    if (!this.call) return;
    const now = this.views(this.call);
    for (const [id, view] of changedViews(this.told, now)) this.call.setView(id, view);
    this.told = now;
  }

  private views(call: LiveCall): Views {
    const others = untracked(() => call.others());
    return viewsOf(
      others.map(({ id }) => id),
      this.sights.values(),
    );
  }
}

import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  inject,
  linkedSignal,
  signal,
} from '@angular/core';
import { MatDialogRef } from '@angular/material/dialog';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideHash, LucideHouse, LucideSearch, LucideUserRound } from '@lucide/angular';
import { UnreadBadge } from '../core/unread/unread-badge';
import { type Place, findPlaces } from './find-places';
import { Places } from './places';

/** To any room, chat or person by the beginning of a name, and into the search. */
@Component({
  selector: 'parlour-quick-switcher-dialog',
  imports: [LucideHash, LucideHouse, LucideSearch, LucideUserRound, TranslocoPipe, UnreadBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './quick-switcher-dialog.html',
  styleUrl: './quick-switcher-dialog.css',
})
export class QuickSwitcherDialog {
  private readonly router = inject(Router);
  private readonly dialog = inject<MatDialogRef<QuickSwitcherDialog>>(MatDialogRef);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly everywhere = inject(Places).all;

  protected readonly query = signal('');
  protected readonly places = computed(() => findPlaces(this.everywhere(), this.query()));
  /** The one that Enter takes; behind the places stands the search. */
  protected readonly active = linkedSignal({ source: this.query, computation: () => 0 });
  protected readonly activeIndex = computed(() => Math.min(this.active(), this.places().length));

  /** The keys of a list box, while the line keeps the focus. */
  protected handleKey(event: KeyboardEvent): void {
    const count = this.places().length + 1;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      this.active.set((this.activeIndex() + step + count) % count);
      this.host.nativeElement
        .querySelector(`#switcher-option-${this.activeIndex()}`)
        ?.scrollIntoView?.({ block: 'nearest' });
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      const place = this.places()[this.activeIndex()];
      if (place) this.go(place);
      else this.search();
    }
  }

  protected go({ path }: Place): void {
    this.leave(this.router.navigate([...path]));
  }

  protected search(): void {
    const q = this.query().trim();
    this.leave(this.router.navigate(['/search'], { queryParams: q ? { q } : {} }));
  }

  /** The page takes the focus, and so the dialog must not give it back to where it was. */
  private leave(going: Promise<boolean>): void {
    void going.then(() => this.dialog.close());
  }
}

import { ChangeDetectionStrategy, Component, type ElementRef, inject, viewChild } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideSearch, LucideX } from '@lucide/angular';
import { IconButton, WaitingRows } from '@parlour/ui';
import { LoadFailed } from '../core/feedback/load-failed';
import { PersonRow } from './person-row';
import { PersonSearchStore } from './person-search-store';

/** Somebody's username, or how it begins, and who has one like it. */
@Component({
  selector: 'parlour-person-search',
  imports: [IconButton, LoadFailed, LucideSearch, LucideX, PersonRow, TranslocoPipe, WaitingRows],
  providers: [PersonSearchStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './person-search.html',
  styleUrl: './person-search.css',
})
export class PersonSearch {
  protected readonly store = inject(PersonSearchStore);
  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');
  private readonly results = viewChild<ElementRef<HTMLElement>>('results');

  focus(): void {
    this.box().nativeElement.focus();
  }

  protected clear(): void {
    this.store.type('');
    this.focus();
  }

  /** Down goes to the first of those who were found; from there it is Tab, as everywhere. */
  protected toResults(event: Event): void {
    const first = this.results()?.nativeElement.querySelector('button');
    if (!first) return;
    event.preventDefault();
    first.focus();
  }
}

import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  linkedSignal,
  untracked,
  viewChild,
} from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { LucideSearchX } from '@lucide/angular';
import { Button, EmptyState, Notice, Page, WaitingRows } from '@parlour/ui';
import { LoadFailed } from '../core/feedback/load-failed';
import { ErrorWords } from '../core/i18n/error-words';
import { Notices } from '../core/notices/notices';
import { SearchField } from './search-field';
import { SearchHit } from './search-hit';
import { SearchStore } from './search-store';
import { type Operator, operators, withOperator } from './suggestions';

/** Search in all my chats: `/search?q=…`. */
@Component({
  selector: 'parlour-search-page',
  imports: [
    Button,
    EmptyState,
    LoadFailed,
    LucideSearchX,
    Notice,
    Page,
    SearchField,
    SearchHit,
    TranslocoPipe,
    WaitingRows,
  ],
  providers: [SearchStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './search-page.html',
  styleUrl: './search-page.css',
  host: { '(keydown.arrowdown)': 'moveFocus($event, 1)', '(keydown.arrowup)': 'moveFocus($event, -1)' },
})
export class SearchPage {
  private readonly router = inject(Router);
  private readonly notices = inject(Notices);
  private readonly transloco = inject(TranslocoService);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly store = inject(SearchStore);
  protected readonly errorWords = inject(ErrorWords);
  protected readonly operators = operators;

  /** What the address asks for. */
  readonly q = input<string>();

  private readonly field = viewChild.required(SearchField);
  /** What stands in the line. */
  protected readonly text = linkedSignal(() => this.q() ?? '');
  /** Not as long as the line holds operators only: who came to search in one chat is about to say what for. */
  private readonly asked = computed(() => {
    const q = (this.q() ?? '').trim();
    return (this.q() ?? '').endsWith(' ') ? '' : q;
  });
  /** Nothing is looked for, or it could not be understood. */
  protected readonly needsHelp = computed(() => {
    const state = this.store.state();
    return state.kind === 'idle' || (state.kind === 'failed' && this.isMistake());
  });
  protected readonly isMistake = computed(() => {
    const state = this.store.state();
    return state.kind === 'failed' && !state.failure.isPassing && state.failure.code !== 'internal';
  });

  /** What exactly cannot be understood, in words where there are some. */
  protected readonly mistakes = computed((): readonly string[] => {
    this.transloco.activeLang();
    const state = this.store.state();
    const issues = state.kind === 'failed' ? (state.failure.info.issues ?? []) : [];
    return issues
      .map(({ code, message }) =>
        this.transloco.translate<string>(`search.mistakes.${code}`, {
          operator: /^\w+:/.exec(message)?.[0] ?? '',
        }),
      )
      .filter((words) => !words.startsWith('search.mistakes.'));
  });

  constructor() {
    effect(() => {
      const asked = this.asked();
      untracked(() => void this.store.search(asked));
    });
  }

  protected submit(): void {
    const q = this.text().trim();
    if (q !== '' && q === this.asked()) void this.store.search(q);
    else void this.router.navigate(['/search'], { queryParams: q === '' ? {} : { q } });
  }

  protected write(operator: Operator): void {
    this.field().fill(withOperator(this.text(), operator));
  }

  protected loadMore(): void {
    this.store.loadMore().catch((error: unknown) => this.notices.sayFailure(error));
  }

  /** The arrows go from result to result, and from the first one back to the line. */
  protected moveFocus(event: Event, step: 1 | -1): void {
    const links = [...this.host.nativeElement.querySelectorAll<HTMLElement>('.results a')];
    const index = links.findIndex((link) => link === event.target);
    if (index < 0) return;
    event.preventDefault();
    if (index + step < 0) this.field().focus();
    else links[index + step]?.focus();
  }

  protected focusFirst(): void {
    this.host.nativeElement.querySelector<HTMLElement>('.results a')?.focus();
  }
}

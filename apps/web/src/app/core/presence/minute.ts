import { Injectable, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { interval } from 'rxjs';

/** "5 minutes ago" is never wrong by more than this. */
const tickMs = 30_000;

/** The time, for words that grow old: in ms since the epoch, anew twice a minute. */
@Injectable({ providedIn: 'root' })
export class Minute {
  private readonly current = signal(Date.now());
  readonly now = this.current.asReadonly();

  constructor() {
    interval(tickMs)
      .pipe(takeUntilDestroyed())
      .subscribe(() => this.current.set(Date.now()));
  }
}

import { Injectable, inject } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import { TranslocoService } from '@jsverse/transloco';
import { ErrorWords } from '../i18n/error-words';

/** Long enough to read two lines twice. */
const noticeMs = 6_000;

/** A short word at the edge of the page, that goes by itself: for what has just happened. Read aloud politely. */
@Injectable({ providedIn: 'root' })
export class Notices {
  private readonly snackBar = inject(MatSnackBar);
  private readonly transloco = inject(TranslocoService);
  private readonly errorWords = inject(ErrorWords);

  /** Says the words of a translation key. */
  say(key: string, params?: Readonly<Record<string, unknown>>): void {
    this.show(this.transloco.translate(key, { ...params }));
  }

  sayFailure(error: unknown): void {
    this.show(this.errorWords.of(error));
  }

  private show(words: string): void {
    this.snackBar.open(words, this.transloco.translate('app.dismiss'), {
      duration: noticeMs,
      horizontalPosition: 'center',
      verticalPosition: 'bottom',
    });
  }
}

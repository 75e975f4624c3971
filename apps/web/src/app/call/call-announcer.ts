import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Injectable, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { TranslocoService } from '@jsverse/transloco';
import { CallStore } from './call-store';

/** Tells those who listen who came, went, and was muted. */
@Injectable()
export class CallAnnouncer {
  constructor() {
    const announcer = inject(LiveAnnouncer);
    const transloco = inject(TranslocoService);
    inject(CallStore)
      .news$.pipe(takeUntilDestroyed())
      .subscribe(({ kind, participant }) => {
        const words = transloco.translate<string>(`call.news.${kind}`, { name: participant.user.username });
        void announcer.announce(words, 'polite');
      });
  }
}

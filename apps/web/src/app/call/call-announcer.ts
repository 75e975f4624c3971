import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Injectable, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { TranslocoService } from '@jsverse/transloco';
import { UserNames } from '../core/users/user-names';
import { CallStore } from './call-store';

/** Tells those who listen who came, went, and was muted. */
@Injectable()
export class CallAnnouncer {
  constructor() {
    const announcer = inject(LiveAnnouncer);
    const transloco = inject(TranslocoService);
    const names = inject(UserNames);
    inject(CallStore)
      .news$.pipe(takeUntilDestroyed())
      .subscribe(({ kind, participant }) => {
        const words = transloco.translate<string>(`call.news.${kind}`, {
          name: names.of(participant.user),
        });
        void announcer.announce(words, 'polite');
      });
  }
}

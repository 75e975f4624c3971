import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Injectable, inject } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { TranslocoService } from '@jsverse/transloco';
import { EMPTY, filter, map, switchMap } from 'rxjs';
import { UserNames } from '../core/users/user-names';
import { CallStore } from './call-store';

/** Tells those who listen who came, went, was muted, raised a hand or reacted, and who cannot be reached. */
@Injectable()
export class CallAnnouncer {
  constructor() {
    const announcer = inject(LiveAnnouncer);
    const transloco = inject(TranslocoService);
    const names = inject(UserNames);
    const calls = inject(CallStore);
    const say = (key: string, words: Readonly<Record<string, string>>): void =>
      void announcer.announce(transloco.translate<string>(key, words), 'polite');
    calls.news$
      .pipe(takeUntilDestroyed())
      .subscribe(({ kind, participant }) => say(`call.news.${kind}`, { name: names.of(participant.user) }));
    toObservable(calls.call)
      .pipe(
        switchMap((call) =>
          (call?.reactions$ ?? EMPTY).pipe(
            map(({ participantId, emoji }) => ({
              user: call?.others().find(({ id }) => id === participantId)?.user, // one's own is no news
              emoji,
            })),
          ),
        ),
        filter(({ user }) => user !== undefined),
        takeUntilDestroyed(),
      )
      .subscribe(({ user, emoji }) => user && say('callBar.reacted', { name: names.of(user), emoji }));
  }
}

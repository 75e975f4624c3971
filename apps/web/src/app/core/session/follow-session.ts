import { effect, inject, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { Session } from './session';
import { nextPage } from './session-guards';

/** Goes to the sign-in page when the session ends under a page that needs one, and back when it is there again. */
export function followSession(): void {
  const session = inject(Session);
  const router = inject(Router);
  let before = session.state().kind;

  effect(() => {
    const { kind } = session.state();
    untracked(() => {
      if (before === 'signed-in' && kind === 'signed-out') void router.navigate(['/sign-in']);
      if (before === 'signed-out' && kind === 'signed-in') {
        void router.navigateByUrl(nextPage(router.parseUrl(router.url).queryParamMap.get('next')));
      }
      before = kind;
    });
  });
}

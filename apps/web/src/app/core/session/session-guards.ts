import { inject } from '@angular/core';
import { type CanActivateFn, type CanMatchFn, RedirectCommand, Router } from '@angular/router';
import { Session } from './session';

/** Pages for people who are signed in. Others sign in first, and come back to where they wanted to go. */
export const signedInOnly: CanActivateFn = async (_, { url }) => {
  const session = inject(Session);
  const router = inject(Router);
  if ((await session.settled()).kind === 'signed-in') return true;
  const queryParams = url === '/' ? {} : { next: url };
  return new RedirectCommand(router.createUrlTree(['/sign-in'], { queryParams }), { replaceUrl: true });
};

/** Sign-in and sign-up, which somebody who is signed in has no use for. */
export const signedOutOnly: CanActivateFn = async ({ queryParamMap }) => {
  const session = inject(Session);
  const router = inject(Router);
  if ((await session.settled()).kind !== 'signed-in') return true;
  return router.parseUrl(nextPage(queryParamMap.get('next')));
};

/** Whether the address is shown inside of the shell (signed in) or by itself. */
export const ifSignedIn: CanMatchFn = async () => {
  const session = inject(Session);
  return (await session.settled()).kind === 'signed-in';
};

/** Where to go after signing in: a page of this app and nothing else, whatever the address says. */
export function nextPage(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}

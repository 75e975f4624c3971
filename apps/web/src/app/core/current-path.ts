import { type Signal, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { distinctUntilChanged, filter, map, startWith } from 'rxjs';

const pathOf = (url: string): string => url.split(/[?#]/)[0] ?? '';

/** The path of the page that is shown, without its query. In an injection context. */
export function currentPath(): Signal<string> {
  const router = inject(Router);
  return toSignal(
    router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map(({ urlAfterRedirects }) => pathOf(urlAfterRedirects)),
      startWith(pathOf(router.url)),
      distinctUntilChanged(),
    ),
    { requireSync: true },
  );
}

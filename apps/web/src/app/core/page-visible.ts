import { DOCUMENT, type Signal, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { fromEvent, map, startWith } from 'rxjs';

/** Whether this tab is in front. In an injection context. */
export function pageVisible(): Signal<boolean> {
  const document = inject(DOCUMENT);
  return toSignal(
    fromEvent(document, 'visibilitychange').pipe(
      startWith(null),
      map(() => document.visibilityState === 'visible'),
    ),
    { requireSync: true },
  );
}

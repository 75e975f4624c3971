import { Observable, combineLatest, distinctUntilChanged, fromEvent, map, startWith } from 'rxjs';

/** How high an element stands on the screen, in device pixels; null while nobody can see it. */
export type SightOf = (element: Element) => Observable<number | null>;

/** Follows its size, whether it is scrolled or laid out of sight, and whether its window is in front. */
export const browserSightOf: SightOf = (element) => {
  const document = element.ownerDocument; // in picture-in-picture that of the small window
  const visible$ = fromEvent(document, 'visibilitychange').pipe(
    startWith(null),
    map(() => document.visibilityState === 'visible'),
  );
  return combineLatest([visible$, inView(element), heightOf(element)]).pipe(
    map(([visible, inside, height]) => {
      const pixels = Math.round(height * (document.defaultView?.devicePixelRatio ?? 1));
      return visible && inside && pixels > 0 ? pixels : null;
    }),
    distinctUntilChanged(),
  );
};

const inView = (element: Element): Observable<boolean> =>
  new Observable((subscriber) => {
    const observer = new IntersectionObserver((entries) => {
      const last = entries.at(-1);
      if (last) subscriber.next(last.isIntersecting);
    });
    observer.observe(element);
    return () => observer.disconnect();
  });

/** In CSS pixels. */
const heightOf = (element: Element): Observable<number> =>
  new Observable((subscriber) => {
    const observer = new ResizeObserver((entries) => {
      const last = entries.at(-1);
      if (last) subscriber.next(last.contentRect.height);
    });
    observer.observe(element);
    return () => observer.disconnect();
  });

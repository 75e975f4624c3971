import { DOCUMENT, InjectionToken, inject } from '@angular/core';

/** The number on the icon of an installed app, where the system shows one. 0: none. */
export type ShowAppBadge = (count: number) => void;

export const appBadge = new InjectionToken<ShowAppBadge>('appBadge', {
  providedIn: 'root',
  factory: () => browserBadge(inject(DOCUMENT).defaultView?.navigator),
});

/** A page that is not installed may have the functions and still be refused: then there is no badge. */
export function browserBadge(
  navigator: Partial<Pick<Navigator, 'setAppBadge' | 'clearAppBadge'>> | undefined,
): ShowAppBadge {
  return (count) => {
    const shown = count > 0 ? navigator?.setAppBadge?.(count) : navigator?.clearAppBadge?.();
    shown?.catch(() => undefined);
  };
}

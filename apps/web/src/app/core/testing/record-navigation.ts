import { TestBed } from '@angular/core/testing';
import { type NavigationExtras, Router } from '@angular/router';

/** Where the code wants to go from now on, as addresses; the page stays. */
export function recordNavigation(): string[] {
  const router = TestBed.inject(Router);
  const wentTo: string[] = [];
  router.navigate = async (commands: readonly unknown[], extras?: NavigationExtras) => {
    wentTo.push(router.serializeUrl(router.createUrlTree(commands, extras)));
    return true;
  };
  return wentTo;
}

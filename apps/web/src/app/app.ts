import { Component, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterOutlet } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { BrandMark } from '@parlour/ui/essentials';
import { filter } from 'rxjs';
import { followSession } from './core/session/follow-session';
import { Session } from './core/session/session';

/** The sign of the house until the first page is there, and then the page. */
@Component({
  selector: 'parlour-root',
  imports: [BrandMark, RouterOutlet, TranslocoPipe],
  template: `
    @if (!firstPage()) {
      <div class="splash">
        <parlour-brand-mark [size]="56" />
        @if (outOfReach()) {
          <p role="status">{{ 'app.outOfReach' | transloco }}</p>
        }
      </div>
    }
    <router-outlet />
  `,
})
export class App {
  private readonly session = inject(Session);

  protected readonly firstPage = toSignal(
    inject(Router).events.pipe(filter((event) => event instanceof NavigationEnd)),
  );
  /** One failed try may be a hiccup. */
  protected readonly outOfReach = computed(() => {
    const state = this.session.state();
    return state.kind === 'unknown' && state.failedTries > 1;
  });

  constructor() {
    followSession();
  }
}

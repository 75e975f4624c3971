import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { followSession } from './core/session/follow-session';
import { Session } from './core/session/session';

@Component({ selector: 'parlour-root', imports: [RouterOutlet], template: `<router-outlet />` })
export class App {
  protected readonly session = inject(Session);

  constructor() {
    followSession();
  }
}

import { Injectable, Injector, inject } from '@angular/core';
import { type User } from '@parlour/contracts';

/** Opens the card of somebody, at their name or face; on a phone from below. Its code comes with the first one. */
@Injectable({ providedIn: 'root' })
export class PersonCard {
  private readonly injector = inject(Injector);

  open(user: User, anchor: HTMLElement): void {
    import('./person-card-overlay').then(
      ({ PersonCardOverlay }) => this.injector.get(PersonCardOverlay).open(user, anchor),
      () => undefined, // out of reach: the next click tries again
    );
  }
}

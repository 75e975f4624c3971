import { Directive, ElementRef, inject, input } from '@angular/core';
import { type User } from '@parlour/contracts';
import { PersonCard } from './person-card';

/** Makes a name or a face the way to the card of its person. */
@Directive({
  selector: 'button[parlourPerson]',
  host: { type: 'button', 'aria-haspopup': 'dialog', '(click)': 'open()' },
})
export class ParlourPerson {
  private readonly card = inject(PersonCard);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  readonly user = input.required<User>({ alias: 'parlourPerson' });

  protected open(): void {
    this.card.open(this.user(), this.element);
  }
}

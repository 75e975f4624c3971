import { Component, input } from '@angular/core';

let sections = 0;

/** One part of the account page: a quiet card with a heading that names it, and a line about it. */
@Component({
  selector: 'parlour-account-section',
  template: `
    <section [attr.aria-labelledby]="id">
      <h2 [id]="id">{{ heading() }}</h2>
      @if (about(); as words) {
        <p class="about">{{ words }}</p>
      }
      <div class="content"><ng-content /></div>
    </section>
  `,
  styleUrl: './account-section.css',
  host: { class: 'parlour-card' },
})
export class AccountSection {
  readonly heading = input.required<string>();
  readonly about = input<string>();

  protected readonly id = `account-section-${++sections}`;
}

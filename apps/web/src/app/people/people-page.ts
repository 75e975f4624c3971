import { Component } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

/** Friends, requests in both directions, those whom I block, and the way to find somebody. */
@Component({
  selector: 'parlour-people-page',
  imports: [TranslocoPipe],
  template: `<h1>{{ 'people.heading' | transloco }}</h1>`,
})
export class PeoplePage {}

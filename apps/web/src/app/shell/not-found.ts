import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideDoorClosed } from '@lucide/angular';
import { Button } from '@parlour/ui';

@Component({
  selector: 'parlour-not-found',
  imports: [Button, LucideDoorClosed, RouterLink, TranslocoPipe],
  template: `
    <svg lucideDoorClosed [size]="40"></svg>
    <h1>{{ 'notFound.heading' | transloco }}</h1>
    <p>{{ 'notFound.text' | transloco }}</p>
    <a parlourButton routerLink="/">{{ 'notFound.home' | transloco }}</a>
  `,
  styleUrl: './not-found.css',
})
export class NotFound {}

import { Component, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { BrandMark } from '@parlour/ui/essentials';
import { Language, languages } from '../core/i18n/language';
import { AuthScene } from './auth-scene';

/** The frame of sign-in and sign-up: the house on one side, one short form on the other. */
@Component({
  selector: 'parlour-auth-page',
  imports: [AuthScene, BrandMark, TranslocoPipe],
  templateUrl: './auth-page.html',
  styleUrl: './auth-page.css',
})
export class AuthPage {
  readonly heading = input.required<string>();

  protected readonly language = inject(Language);
  protected readonly languages = languages;
}

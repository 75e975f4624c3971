import { Component, computed, inject } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { type Choice, Choices } from '@parlour/ui';
import { Language, languages } from '../core/i18n/language';
import { Theme, themes } from '../core/theme/theme';

/** How Parlour looks and speaks in this browser. */
@Component({
  selector: 'parlour-appearance',
  imports: [Choices, TranslocoPipe],
  template: `
    <parlour-choices
      [legend]="'account.theme' | transloco"
      [choices]="themeChoices()"
      [value]="theme.name()"
      (valueChange)="theme.use($event)"
    />
    <parlour-choices
      [legend]="'account.language' | transloco"
      [choices]="languageChoices()"
      [value]="language.code()"
      (valueChange)="language.use($event)"
    />
  `,
  styleUrl: './settings.css',
})
export class Appearance {
  private readonly transloco = inject(TranslocoService);
  protected readonly theme = inject(Theme);
  protected readonly language = inject(Language);

  protected readonly themeChoices = computed(() => this.choices('account.themes', themes));
  protected readonly languageChoices = computed(() => this.choices('languages', languages));

  private choices<Value extends string>(words: string, values: readonly Value[]): Choice<Value>[] {
    this.language.code();
    return values.map((value) => ({ value, label: this.transloco.translate(`${words}.${value}`) }));
  }
}

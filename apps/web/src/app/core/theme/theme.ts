import { DOCUMENT, Injectable, inject, signal } from '@angular/core';
import { Preferences } from '../preferences';

export const themes = ['system', 'light', 'dark'] as const;
export type ThemeName = (typeof themes)[number];

/** Light, dark, or as the system says; kept in this browser. The tokens follow `data-theme` on the root element. */
@Injectable({ providedIn: 'root' })
export class Theme {
  private readonly root = inject(DOCUMENT).documentElement;
  private readonly preferences = inject(Preferences);
  private readonly current = signal<ThemeName>(this.preferences.read('theme', themes) ?? 'system');

  readonly name = this.current.asReadonly();

  constructor() {
    this.apply();
  }

  use(name: ThemeName): void {
    this.preferences.write('theme', name);
    this.current.set(name);
    this.apply();
  }

  private apply(): void {
    const name = this.current();
    if (name === 'system') delete this.root.dataset['theme'];
    else this.root.dataset['theme'] = name;
  }
}

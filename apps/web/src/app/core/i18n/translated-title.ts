import { Injectable, inject } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';

/** The title of a route is the key of its words. Without one the page sets its own. */
@Injectable({ providedIn: 'root' })
export class TranslatedTitle extends TitleStrategy {
  private readonly transloco = inject(TranslocoService);
  private readonly title = inject(Title);
  private key: string | undefined;

  constructor() {
    super();
    this.transloco.langChanges$.subscribe(() => {
      if (this.key) this.show();
    });
  }

  override updateTitle(snapshot: RouterStateSnapshot): void {
    this.key = this.buildTitle(snapshot);
    this.show();
  }

  private show(): void {
    const name = this.transloco.translate<string>('app.name');
    this.title.setTitle(this.key ? `${this.transloco.translate<string>(this.key)} · ${name}` : name);
  }
}

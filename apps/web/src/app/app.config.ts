import {
  type ApplicationConfig,
  inject,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
} from '@angular/core';
import { Title } from '@angular/platform-browser';
import { TitleStrategy, provideRouter, withComponentInputBinding } from '@angular/router';
import { routes } from './app.routes';
import { provideI18n } from './core/i18n/provide-i18n';
import { TranslatedTitle } from './core/i18n/translated-title';
import { PageTitle } from './core/page-title';
import { BrowserSession } from './core/session/browser-session';
import { Session } from './core/session/session';
import { Theme } from './core/theme/theme';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(routes, withComponentInputBinding()),
    provideI18n(),
    provideAppInitializer(() => {
      inject(Theme);
      // Not awaited: the guards wait for it, and meanwhile the page can say that it is waiting.
      void inject(Session).restore();
      // The frame of the page comes while the server is asked, and not after it has answered.
      if (inject(BrowserSession).hasSession()) import('./shell/shell').catch(() => undefined);
    }),
    { provide: Title, useExisting: PageTitle },
    { provide: TitleStrategy, useClass: TranslatedTitle },
  ],
};

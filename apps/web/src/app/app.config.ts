import { provideHttpClient, withInterceptors } from '@angular/common/http';
import {
  type ApplicationConfig,
  inject,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
} from '@angular/core';
import {
  TitleStrategy,
  provideRouter,
  withComponentInputBinding,
  withInMemoryScrolling,
} from '@angular/router';
import { provideLucideConfig } from '@lucide/angular';
import { routes } from './app.routes';
import { provideI18n } from './core/i18n/provide-i18n';
import { TranslatedTitle } from './core/i18n/translated-title';
import { Session } from './core/session/session';
import { withAccessToken } from './core/session/session-http';
import { Theme } from './core/theme/theme';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideHttpClient(withInterceptors([withAccessToken])),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
    ),
    provideI18n(),
    provideAppInitializer(() => {
      inject(Theme);
      // Not awaited: the guards wait for it, and meanwhile the page can say that it is waiting.
      void inject(Session).restore();
    }),
    provideLucideConfig({ size: 20, strokeWidth: 1.75 }),
    { provide: TitleStrategy, useClass: TranslatedTitle },
  ],
};

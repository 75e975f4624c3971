import { type DynamicModule, Module } from '@nestjs/common';
import { Mailer } from './mailer.js';
import { MailLater } from './mail-later.js';

/** Gives the one `Mailer` to every module. */
@Module({})
export class MailModule {
  static forRoot(mailer: Mailer): DynamicModule {
    return {
      module: MailModule,
      global: true,
      providers: [{ provide: Mailer, useValue: mailer }, MailLater],
      exports: [Mailer, MailLater],
    };
  }
}

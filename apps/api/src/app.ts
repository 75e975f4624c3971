import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { limits } from '@parlour/contracts';
import { AppModule, type Ports } from './app.module.js';
import { SystemClock } from './clock/clock.js';
import type { Config } from './config/config.js';
import { configureHttp } from './http/configure-http.js';
import { refuseUnreadable } from './http/problem.js';
import { NoMailer } from './mail/mailer.js';
import { SmtpMailer } from './mail/smtp-mailer.js';
import { configureRealtime } from './realtime/configure-realtime.js';

/** The whole application over its `Config`, ready to listen: what `main` runs and what the tests test. */
export async function createApp(config: Config, ports: Partial<Ports> = {}): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    trustProxy: config.trustProxy,
    bodyLimit: limits.httpBodyMaxBytes,
    frameworkErrors: refuseUnreadable,
    forceCloseConnections: true, // a browser's idle keep-alive connection must not hold up the end
  });
  const module = AppModule.forRoot(config, { ...portsOf(config), ...ports });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bufferLogs: true,
    abortOnError: false, // a failure is thrown to the caller, who has a sentence for it
  });
  try {
    await configureHttp(app, config);
    configureRealtime(app, config);
  } catch (error) {
    await app.close(); // which holds connections to the database by now
    throw error;
  }
  return app;
}

const portsOf = ({ mail }: Config): Ports => ({
  clock: new SystemClock(),
  mailer: mail === null ? new NoMailer() : new SmtpMailer(mail.smtpUrl, mail.from),
});

import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { limits } from '@parlour/contracts';
import { AppModule, type Ports } from './app.module.js';
import { SystemClock } from './clock/clock.js';
import type { Config, S3Settings } from './config/config.js';
import type { FileStore } from './files/file-store.js';
import { LocalFileStore } from './files/local-file-store.js';
import { configureHttp } from './http/configure-http.js';
import { refuseUnreadable } from './http/problem.js';
import { NoMailer } from './mail/mailer.js';
import { SmtpMailer } from './mail/smtp-mailer.js';
import { configureRealtime } from './realtime/configure-realtime.js';
import { join } from 'node:path';

/** The whole application over its `Config`, ready to listen: what `main` runs and what the tests test. */
export async function createApp(config: Config, ports: Partial<Ports> = {}): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    trustProxy: config.trustProxy,
    bodyLimit: limits.httpBodyMaxBytes,
    frameworkErrors: refuseUnreadable,
    forceCloseConnections: true, // a browser's idle keep-alive connection must not hold up the end
  });
  const module = AppModule.forRoot(config, { ...(await portsOf(config)), ...ports });
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

async function portsOf({ mail, s3, dataFolder }: Config): Promise<Ports> {
  return {
    clock: new SystemClock(),
    mailer: mail === null ? new NoMailer() : new SmtpMailer(mail.smtpUrl, mail.from),
    fileStore: s3 === null ? new LocalFileStore(join(dataFolder, 'files')) : await s3FileStore(s3),
  };
}

/** Loaded only where it is used: the client of S3 is a tenth of a second of every start. */
async function s3FileStore(settings: S3Settings): Promise<FileStore> {
  const { S3FileStore } = await import('./files/s3-file-store.js');
  return new S3FileStore(settings);
}

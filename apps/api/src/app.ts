import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { limits } from '@parlour/contracts';
import { AppModule } from './app.module.js';
import type { Config } from './config/config.js';
import { configureHttp } from './http/configure-http.js';
import { refuseUnreadable } from './http/problem.js';
import { configureRealtime } from './realtime/configure-realtime.js';

/** The whole application over its `Config`, ready to listen: what `main` runs and what the tests test. */
export async function createApp(config: Config): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    trustProxy: config.trustProxy,
    bodyLimit: limits.httpBodyMaxBytes,
    frameworkErrors: refuseUnreadable,
    forceCloseConnections: true, // a browser's idle keep-alive connection must not hold up the end
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(config), adapter, {
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

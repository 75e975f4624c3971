import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '../config/config.js';
import { ConnectionGuard } from './connection-guard.js';
import { RealtimeAdapter } from './realtime.adapter.js';

/** Puts socket.io on the application's own HTTP server. Before `app.init()`. */
export function configureRealtime(app: NestFastifyApplication, config: Config): void {
  app.useWebSocketAdapter(new RealtimeAdapter(app, config, app.get(ConnectionGuard)));
}

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '../config/config.js';

export function configureRealtime(app: NestFastifyApplication, config: Config): void {
  void app;
  void config;
}

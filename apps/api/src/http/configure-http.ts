import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '../config/config.js';

/** Everything about HTTP that is not a route. */
export async function configureHttp(app: NestFastifyApplication, config: Config): Promise<void> {
  void app;
  void config;
}

import { Controller } from '@nestjs/common';
import { type liveness, type readiness, routes, type ServerSettings } from '@parlour/contracts';
import type { z } from 'zod';
import { Config } from '../config/config.js';
import { ApiError } from '../http/api-error.js';
import { Route } from '../http/route.js';
import { DatabaseProbe } from './database-probe.js';

@Controller()
export class HealthController {
  constructor(
    private readonly probe: DatabaseProbe,
    private readonly config: Config,
  ) {}

  @Route(routes.live)
  live(): z.infer<typeof liveness> {
    return { status: 'ok' };
  }

  @Route(routes.ready)
  async ready(): Promise<z.infer<typeof readiness>> {
    if (!(await this.probe.answers())) throw new ApiError('unavailable');
    return { status: 'ok', database: 'ok' };
  }

  @Route(routes.serverSettings)
  settings(): ServerSettings {
    return { attachmentMaxBytes: this.config.attachmentMaxBytes };
  }
}

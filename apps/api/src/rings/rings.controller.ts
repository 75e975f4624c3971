import { Controller, Query } from '@nestjs/common';
import { type CallLogPage, type callLogQuery, routes } from '@parlour/contracts';
import type { z } from 'zod';
import { CurrentUser } from '../auth/current-user.js';
import { Route } from '../http/route.js';
import { RingsService } from './rings.service.js';

@Controller()
export class RingsController {
  constructor(private readonly rings: RingsService) {}

  @Route(routes.listCalls)
  list(
    @CurrentUser() user: CurrentUser,
    @Query({ schema: routes.listCalls.query }) query: z.output<typeof callLogQuery>,
  ): Promise<CallLogPage> {
    return this.rings.callLog(user.id, query);
  }
}

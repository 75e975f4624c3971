import { Controller, Query } from '@nestjs/common';
import { routes, type SearchPage, type searchQuery } from '@parlour/contracts';
import type { z } from 'zod';
import { CurrentUser } from '../auth/current-user.js';
import { Route } from '../http/route.js';
import { SearchService } from './search.service.js';

@Controller()
export class SearchController {
  constructor(private readonly searches: SearchService) {}

  @Route(routes.search)
  search(
    @CurrentUser() user: CurrentUser,
    @Query({ schema: routes.search.query }) query: z.output<typeof searchQuery>,
  ): Promise<SearchPage> {
    return this.searches.search(user.id, query);
  }
}

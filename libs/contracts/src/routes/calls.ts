import { callLogPage, callLogQuery } from '../rings.js';
import { route } from './route.js';

export const callRoutes = {
  listCalls: route({
    method: 'GET',
    path: '/api/calls',
    summary: 'My calls with other people, newest first',
    tag: 'calls',
    auth: 'bearer',
    query: callLogQuery,
    status: 200,
    response: callLogPage,
    errors: ['invalid_input'],
  }),
} as const;

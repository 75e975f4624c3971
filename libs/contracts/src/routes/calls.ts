import { iceAccess } from '../calls.js';
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
  iceServers: route({
    method: 'GET',
    path: '/api/ice-servers',
    summary: 'How to get through to others: STUN and TURN, with credentials of my own for the next hours',
    tag: 'calls',
    auth: 'bearer',
    status: 200,
    response: iceAccess,
    errors: [],
  }),
} as const;

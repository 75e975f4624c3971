import { liveness, readiness, serverSettings } from '../health.js';
import { route } from './route.js';

export const healthRoutes = {
  live: route({
    method: 'GET',
    path: '/api/health/live',
    summary: 'The process answers',
    tag: 'health',
    auth: 'none',
    status: 200,
    response: liveness,
    errors: [],
  }),
  ready: route({
    method: 'GET',
    path: '/api/health/ready',
    summary: 'The database answers too',
    tag: 'health',
    auth: 'none',
    status: 200,
    response: readiness,
    errors: ['unavailable'],
  }),
  serverSettings: route({
    method: 'GET',
    path: '/api/settings',
    summary: 'What this server was configured to',
    tag: 'health',
    auth: 'none',
    status: 200,
    response: serverSettings,
    errors: [],
  }),
} as const;

import { accountRoutes } from './routes/account.js';
import { authRoutes } from './routes/auth.js';
import { callRoutes } from './routes/calls.js';
import { chatRoutes } from './routes/chats.js';
import { fileRoutes } from './routes/files.js';
import { healthRoutes } from './routes/health.js';
import { messageRoutes } from './routes/messages.js';
import { peopleRoutes } from './routes/people.js';
import { roomRoutes } from './routes/rooms.js';

export { type Route, type RouteRequest, type RouteResponse, routeUrl } from './routes/route.js';

/** Every HTTP route, by name. */
export const routes = {
  ...authRoutes,
  ...accountRoutes,
  ...peopleRoutes,
  ...roomRoutes,
  ...messageRoutes,
  ...chatRoutes,
  ...fileRoutes,
  ...callRoutes,
  ...healthRoutes,
} as const;

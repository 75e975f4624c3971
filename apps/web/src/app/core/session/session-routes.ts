import { routes } from '@parlour/contracts';
import { callRoute } from '../api/call-route';
import { type SessionCalls } from './session-calls';

export const sessionRoutes: SessionCalls = {
  register: (body) => callRoute(routes.register, null, { body }),
  logIn: (body) => callRoute(routes.logIn, null, { body }),
  refresh: () => callRoute(routes.refresh, null),
  logOut: () => callRoute(routes.logOut, null),
  logOutEverywhere: (accessToken) => callRoute(routes.logOutEverywhere, accessToken),
};

import { type PasswordResetRequested, routes } from '@parlour/contracts';
import { callRoute } from '../core/api/call-route';

/** For those who are signed out, and so without a session. Each rejects with an ApiFailure. */
export const requestReset = (login: string): Promise<PasswordResetRequested> =>
  callRoute(routes.requestPasswordReset, null, { body: { login } });

export const confirmReset = (token: string, password: string): Promise<undefined> =>
  callRoute(routes.resetPassword, null, { body: { token, password } });

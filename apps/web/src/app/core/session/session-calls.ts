import { InjectionToken } from '@angular/core';
import { type LogInRequest, type RegisterRequest, type Session as Grant } from '@parlour/contracts';

/** What a session asks of the server. Each rejects with an ApiFailure. */
export interface SessionCalls {
  register(request: RegisterRequest): Promise<Grant>;
  logIn(request: LogInRequest): Promise<Grant>;
  /** By the cookie. */
  refresh(): Promise<Grant>;
  logOut(): Promise<unknown>;
  logOutEverywhere(accessToken: string): Promise<unknown>;
}

export const sessionCalls = new InjectionToken<() => Promise<SessionCalls>>('sessionCalls', {
  providedIn: 'root',
  // The contract is a quarter of what the app loads: the sign-in page stands before it is there.
  factory: () => async () => (await import('./session-routes')).sessionRoutes,
});

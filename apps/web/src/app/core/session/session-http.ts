import { HttpErrorResponse, type HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { needsAccessToken } from '../api/api-client';
import { ApiFailure } from '../api/api-failure';
import { Session } from './session';

/** Adds the access token where the route wants one, and tries once more when it has just expired. */
export const withAccessToken: HttpInterceptorFn = (request, next) => {
  if (!request.context.get(needsAccessToken)) return next(request);
  const session = inject(Session);
  const send = (token: string) => next(request.clone({ setHeaders: { authorization: `Bearer ${token}` } }));

  return from(session.accessToken()).pipe(
    switchMap((token) =>
      send(token).pipe(
        catchError((error: unknown) => {
          const code = error instanceof HttpErrorResponse ? ApiFailure.ofResponse(error).code : null;
          if (code === 'unauthenticated') session.end(code);
          return code === 'token_expired'
            ? from(session.accessTokenAfter(token)).pipe(switchMap(send))
            : throwError(() => error);
        }),
      ),
    ),
  );
};

import * as z from 'zod';
import { limits } from './limits.js';
import { charsIn, isStorable, timestamp } from './text.js';
import { selfUser, username } from './users.js';

export const email = z.string().trim().toLowerCase().max(limits.emailMaxChars).pipe(z.email());

/** Any characters, taken exactly as typed; the length in code points. Its strength is the service's business. */
export const newPassword = z
  .string()
  .max(limits.passwordMaxChars * 2)
  .refine(isStorable, { error: 'text_malformed' })
  .refine((password) => charsIn(password) >= limits.passwordMinChars, {
    error: `Use at least ${limits.passwordMinChars} characters.`,
  })
  .refine((password) => charsIn(password) <= limits.passwordMaxChars, {
    error: `Use at most ${limits.passwordMaxChars} characters.`,
  })
  .meta({ minLength: limits.passwordMinChars, maxLength: limits.passwordMaxChars }); // for the OpenAPI document

export const registerRequest = z.object({ username, email, password: newPassword });
export type RegisterRequest = z.infer<typeof registerRequest>;

export const logInRequest = z.object({
  /** A username or an e-mail address. */
  login: z
    .string()
    .trim()
    .toLowerCase()
    .min(1)
    .max(limits.emailMaxChars)
    .refine(isStorable, { error: 'text_malformed' }),
  password: z
    .string()
    .min(1)
    .max(limits.passwordMaxChars * 2)
    .refine(isStorable, { error: 'text_malformed' }),
});
export type LogInRequest = z.infer<typeof logInRequest>;

/** A session as the client holds it. The refresh token is not here: it travels in an httpOnly cookie. */
export const session = z.object({
  accessToken: z.string(),
  accessTokenExpiresAt: timestamp,
  user: selfUser,
});
export type Session = z.infer<typeof session>;

/** By username or e-mail address, as one signs in. */
export const requestPasswordReset = z.object({ login: logInRequest.shape.login });
export type RequestPasswordReset = z.infer<typeof requestPasswordReset>;

/** Who delivers the link on this server: its mail, or (where none is set up) the person who runs it, by hand. */
export const passwordResetRequested = z.object({ deliveredBy: z.enum(['mail', 'operator']) });
export type PasswordResetRequested = z.infer<typeof passwordResetRequested>;

/** `token` is what stands behind the # of the link. It works once, for 30 minutes. */
export const resetPasswordRequest = z.object({ token: z.string().min(1).max(256), password: newPassword });
export type ResetPasswordRequest = z.infer<typeof resetPasswordRequest>;

import * as z from 'zod';
import { limits } from './limits.js';
import { charsIn, isStorable, timestamp } from './text.js';
import { selfUser } from './users.js';

/** Names meet without regard to case: `Anna` is `anna`. */
export const username = z
  .string()
  .trim()
  .toLowerCase()
  .min(limits.usernameMinChars)
  .max(limits.usernameMaxChars)
  .regex(/^[a-z0-9_]+$/, { error: 'Use the letters a to z, digits and underscores.' });

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

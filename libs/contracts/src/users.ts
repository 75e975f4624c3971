import * as z from 'zod';
import { limits } from './limits.js';
import { charsIn, hasVisibleChar, id, isStorable, singleLine, timestamp } from './text.js';

/** Names meet without regard to case: `Anna` is `anna`. */
export const username = z
  .string()
  .trim()
  .toLowerCase()
  .min(limits.usernameMinChars)
  .max(limits.usernameMaxChars)
  .regex(/^[a-z0-9_]+$/, { error: 'Use the letters a to z, digits and underscores.' });

/** A person as anyone may see them. */
export const user = z.object({
  id,
  /** For good; a deleted account has one that nobody can type. */
  username: z.string(),
  displayName: z.string(),
  /** The id of their picture, for the `avatar` route; null where the initials stand. A new picture has a new id. */
  avatar: id.nullable(),
  /** Present where the account is no more: only what they wrote is left. */
  deleted: z.literal(true).optional(),
});
export type User = z.infer<typeof user>;

export const displayName = singleLine(limits.displayNameMaxChars)
  .refine(hasVisibleChar, { error: 'Give yourself a name.' })
  .meta({ minLength: 1, maxLength: limits.displayNameMaxChars }); // for the OpenAPI document

export const bio = z
  .string()
  .refine(isStorable, { error: 'text_malformed', abort: true })
  .trim()
  .refine((text) => charsIn(text) <= limits.bioMaxChars, {
    error: `At most ${limits.bioMaxChars} characters.`,
  })
  .meta({ maxLength: limits.bioMaxChars });

/** `auto`: as it is. `dnd`: nothing rings. `invisible`: offline to everybody else. */
export const status = z.enum(['auto', 'dnd', 'invisible']);
export type Status = z.infer<typeof status>;

/** A person as they see themselves. */
export const selfUser = user.extend({
  email: z.string(),
  createdAt: timestamp,
  bio: z.string(),
  status,
  /** Whether friends may see when one was last online. */
  showLastSeen: z.boolean(),
  /** Whether others see up to where one has read; who does not show it does not see it either. */
  showRead: z.boolean(),
});
export type SelfUser = z.infer<typeof selfUser>;

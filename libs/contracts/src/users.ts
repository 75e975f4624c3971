import * as z from 'zod';
import { id, timestamp } from './text.js';

/** A person as anyone may see them. */
export const user = z.object({ id, username: z.string() });
export type User = z.infer<typeof user>;

/** A person as they see themselves. */
export const selfUser = user.extend({ email: z.string(), createdAt: timestamp });
export type SelfUser = z.infer<typeof selfUser>;

import * as z from 'zod';
import { email, logInRequest, newPassword } from './auth.js';
import { id, timestamp } from './text.js';
import { bio, displayName, status } from './users.js';

/** What is left out stays. */
export const updateProfileRequest = z.object({ displayName: displayName.optional(), bio: bio.optional() });
export type UpdateProfileRequest = z.infer<typeof updateProfileRequest>;

export const updatePresenceRequest = z.object({
  status: status.optional(),
  showLastSeen: z.boolean().optional(),
  showRead: z.boolean().optional(),
});
export type UpdatePresenceRequest = z.infer<typeof updatePresenceRequest>;

const currentPassword = logInRequest.shape.password;

export const changeEmailRequest = z.object({ email, password: currentPassword });
export type ChangeEmailRequest = z.infer<typeof changeEmailRequest>;

export const changePasswordRequest = z.object({ password: currentPassword, newPassword });
export type ChangePasswordRequest = z.infer<typeof changePasswordRequest>;

export const deleteAccountRequest = z.object({ password: currentPassword });
export type DeleteAccountRequest = z.infer<typeof deleteAccountRequest>;

/** One sign-in on one browser. */
export const accountSession = z.object({
  id,
  /** As far as the browser told; either may be unknown. */
  browser: z.string().nullable(),
  system: z.string().nullable(),
  createdAt: timestamp,
  lastUsedAt: timestamp,
  /** The one that asks. */
  current: z.boolean(),
});
export type AccountSession = z.infer<typeof accountSession>;

/** The last used first. */
export const accountSessions = z.object({ sessions: z.array(accountSession) });
export type AccountSessions = z.infer<typeof accountSessions>;

export const accountSessionParams = z.object({ sessionId: id });

/** Squares, in pixels. */
export const avatarSizes = [64, 256, 512] as const;
export const avatarSize = z.enum(['64', '256', '512']);
export type AvatarSize = z.infer<typeof avatarSize>;
export const avatarParams = z.object({ avatarId: id, size: avatarSize });

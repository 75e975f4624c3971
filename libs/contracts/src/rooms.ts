import * as z from 'zod';
import { limits } from './limits.js';
import { charsIn, hasVisibleChar, id, isStorable, singleLine, timestamp } from './text.js';
import { user, username } from './users.js';

export const roomVisibility = z.enum(['public', 'private']);
export type RoomVisibility = z.infer<typeof roomVisibility>;

export const roomRole = z.enum(['owner', 'member']);
export type RoomRole = z.infer<typeof roomRole>;

export const slug = z
  .string()
  .max(limits.slugMaxChars)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

export const createRoomRequest = z.object({
  title: singleLine(limits.roomTitleMaxChars)
    .refine(hasVisibleChar, { error: 'Give the room a title.' })
    .meta({ minLength: 1, maxLength: limits.roomTitleMaxChars }), // for the OpenAPI document
  description: z
    .string()
    .refine(isStorable, { error: 'text_malformed', abort: true })
    .trim()
    .refine((text) => charsIn(text) <= limits.roomDescriptionMaxChars, {
      error: `At most ${limits.roomDescriptionMaxChars} characters.`,
    })
    .meta({ maxLength: limits.roomDescriptionMaxChars })
    .default(''),
  visibility: roomVisibility,
});
export type CreateRoomRequest = z.infer<typeof createRoomRequest>;

/** A room as one person sees it. `role` is null for somebody who has not joined (a public room). */
export const room = z.object({
  id,
  slug: z.string(),
  title: z.string(),
  description: z.string(),
  visibility: roomVisibility,
  ownerId: id,
  createdAt: timestamp,
  memberCount: z.number().int().nonnegative(),
  role: roomRole.nullable(),
  /** The room's first chat; there may be more. Only members may read and write them. */
  chatId: id,
  /** The people in its call right now, each once, the first to come first. */
  live: z.array(user),
});
export type Room = z.infer<typeof room>;

export const roomParams = z.object({ slug });

/** Newest first. `before` is the id of the last room of the previous page. */
export const listRoomsQuery = z.object({
  scope: z.enum(['mine', 'public']),
  before: id.optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageMaxItems).default(limits.pageDefaultItems),
});
export type ListRoomsQuery = z.input<typeof listRoomsQuery>;

export const roomPage = z.object({ rooms: z.array(room), hasMore: z.boolean() });
export type RoomPage = z.infer<typeof roomPage>;

export const roomMember = z.object({ user, role: roomRole, joinedAt: timestamp });
export type RoomMember = z.infer<typeof roomMember>;

/**
 * In the order in which their accounts were made. `after` is the user id of the last member of the previous page.
 * `name`: only those whose username or display name begins so.
 */
export const listMembersQuery = z.object({
  after: id.optional(),
  name: z.string().trim().min(1).max(limits.displayNameMaxChars).refine(isStorable).optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageMaxItems).default(limits.pageDefaultItems),
});

export const memberPage = z.object({ members: z.array(roomMember), hasMore: z.boolean() });
export type MemberPage = z.infer<typeof memberPage>;

export const roomMemberParams = z.object({ slug, username });

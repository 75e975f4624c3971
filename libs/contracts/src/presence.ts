import * as z from 'zod';
import { id, timestamp } from './text.js';

/** `away`: no input in any tab for five minutes. `dnd`: do not disturb, set by hand. Who is invisible is `offline`. */
export const presenceState = z.enum(['online', 'away', 'in-call', 'dnd', 'offline']);
export type PresenceState = z.infer<typeof presenceState>;

export const presence = z.object({
  state: presenceState,
  /** When they were last online, for who is offline; null where that is unknown or hidden. */
  lastSeenAt: timestamp.nullable(),
});
export type Presence = z.infer<typeof presence>;

export const userPresence = z.object({ userId: id, presence });
export type UserPresence = z.infer<typeof userPresence>;

/** Whether there was input in this tab within the last five minutes. Said when it changes. */
export const reportActivityRequest = z.object({ active: z.boolean() });

/**
 * This tab shows this room: its owner is seen there by those who have it open too, and sees them. Ends with
 * `presence:leave-room`, and with the connection.
 */
export const enterRoomPresenceRequest = z.object({ roomId: id });
export const roomPresence = z.object({ roomId: id, people: z.array(userPresence) });
export type RoomPresence = z.infer<typeof roomPresence>;

/** One person in a room that this tab has open; null: they have it open no longer. */
export const roomPresenceChanged = z.object({ roomId: id, userId: id, presence: presence.nullable() });

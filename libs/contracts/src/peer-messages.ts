import * as z from 'zod';

/** How high a picture stands on the screen, in device pixels. Null: it is not shown, and need not be sent. */
const shownHeight = z.number().int().min(1).max(16_384).nullable();

/** What of ours the other side shows right now, and how large. */
export const peerView = z.object({ camera: shownHeight, screen: shownHeight });
export type PeerView = z.infer<typeof peerView>;

/**
 * What two participants say to each other by the data channel of their connection (id 0, negotiated out of band, label
 * `parlour`), as JSON: the server has no part in it, and it goes on while the server is away. A type that is unknown is
 * passed over.
 */
export const peerMessage = z.discriminatedUnion('type', [peerView.extend({ type: z.literal('view') })]);
export type PeerMessage = z.infer<typeof peerMessage>;

import * as z from 'zod';

/** How high a picture stands on the screen, in device pixels. Null: it is not shown, and need not be sent. */
const shownHeight = z.number().int().min(1).max(16_384).nullable();

/** What of ours the other side shows right now, and how large. */
export const peerView = z.object({ camera: shownHeight, screen: shownHeight });
export type PeerView = z.infer<typeof peerView>;

/** 32 octets in hexadecimal digits. */
const octets = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * What two participants say to each other by the data channel of their connection (id 0, negotiated out of band, label
 * `parlour`), as JSON: the server has no part in it, and it goes on while the server is away. A type that is unknown is
 * passed over.
 */
export const peerMessage = z.discriminatedUnion('type', [
  peerView.extend({ type: z.literal('view') }),
  /** SHA-256 of the random number that is to come. */
  z.object({ type: z.literal('commitment'), digest: octets }),
  /** The number, once the other side has committed to its own. */
  z.object({ type: z.literal('nonce'), nonce: octets }),
]);
export type PeerMessage = z.infer<typeof peerMessage>;

import { type MediaKind } from '../ports';

/**
 * What a peer connection carries, in the order of its media sections. The offerer allocates all of them up front
 * and the answerer finds them by their order, so that no track that comes or goes later needs a negotiation.
 * A new slot goes to the end: an older side then leaves it unused. Slots of one stream are played in step.
 */
export const slots = [
  { name: 'microphone', kind: 'audio', stream: 'person' },
  { name: 'camera', kind: 'video', stream: 'person' },
  { name: 'screen', kind: 'video', stream: 'screen' },
  { name: 'screenAudio', kind: 'audio', stream: 'screen' },
] as const satisfies readonly { name: string; kind: MediaKind; stream: string }[];

export type Slot = (typeof slots)[number];
export type SlotName = Slot['name'];

import { type SlotName } from '../peer/slots';
import { type Behavior } from '../rx/behavior';

/** What is sent to every peer, per slot: null sends nothing, and neither the one nor the other negotiates. */
export type OutgoingTracks = Readonly<Record<SlotName, Behavior<MediaStreamTrack | null>>>;

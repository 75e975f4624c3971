import * as z from 'zod';
import { limits } from './limits.js';
import { emoji } from './messages.js';
import { id, timestamp } from './text.js';
import { user } from './users.js';

/** What a participant sends right now. A shared screen may have its sound with it. */
export const mediaState = z.object({
  microphone: z.boolean(),
  camera: z.boolean(),
  screen: z.boolean(),
});
export type MediaState = z.infer<typeof mediaState>;

/** Whether there is nothing to tell the others. */
export const isSameMedia = (one: MediaState, other: MediaState): boolean =>
  one.microphone === other.microphone && one.camera === other.camera && one.screen === other.screen;

/** One device of a person in a call. A person on two devices is two participants. */
export const participant = z.object({
  id,
  user,
  joinedAt: timestamp,
  media: mediaState,
  /** Since when the hand is up, by the server's clock: who raised it first is heard first. Null: it is down. */
  handRaisedAt: timestamp.nullable(),
});
export type Participant = z.infer<typeof participant>;

/** An RTCIceServer (W3C WebRTC section 4.2.2). */
export const iceServer = z.object({
  urls: z.array(z.string()),
  username: z.string().optional(),
  credential: z.string().optional(),
});
export type IceServer = z.infer<typeof iceServer>;

/**
 * How to get through to others: STUN as it is configured, TURN with a name and a password made for this person
 * (draft-uberti-behave-turn-rest-00), which nobody can use after `expiresAt`. Null where nothing expires.
 */
export const iceAccess = z.object({ iceServers: z.array(iceServer), expiresAt: timestamp.nullable() });
export type IceAccess = z.infer<typeof iceAccess>;

const sdp = z.string().min(1).max(limits.sdpMaxChars);

/** Counts the offers of one side to one other side, so that an answer to an older offer is known as such. */
const revision = z.number().int().nonnegative();

/** An RTCIceCandidateInit (W3C WebRTC section 4.8.1.1). The empty string ends the candidates of one generation. */
export const iceCandidate = z.object({
  candidate: z.string().max(limits.candidateMaxChars),
  sdpMid: z.string().max(64).nullable(),
  sdpMLineIndex: z.number().int().min(0).max(255).nullable(),
  usernameFragment: z.string().max(256).nullable(),
});
export type IceCandidate = z.infer<typeof iceCandidate>;

/** What two participants say to each other to connect. The server relays it, unread and unstored. */
export const signal = z.discriminatedUnion('type', [
  z.object({ type: z.literal('offer'), sdp, revision }),
  z.object({
    type: z.literal('answer'),
    sdp,
    revision: revision.describe('That of the offer which it answers'),
  }),
  z.object({
    type: z.literal('candidate'),
    candidate: iceCandidate.nullable().describe('null: no more will come'),
  }),
]);
export type Signal = z.infer<typeof signal>;

/**
 * To come back into a call as the same participant after the connection was lost, without disturbing the others.
 * `token` is the `resumeToken` of the first join; only the server can make one.
 */
export const resumeCall = z.object({ callId: id, participantId: id, token: z.string().max(256) });
export type ResumeCall = z.infer<typeof resumeCall>;

/** The call of a room, for its members; or one between people, for those who ring in it or were rung. */
export const callTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('room'), roomId: id }),
  z.object({ kind: z.literal('direct'), callId: id }),
]);
export type CallTarget = z.infer<typeof callTarget>;

export const joinCallRequest = z.object({
  target: callTarget,
  media: mediaState,
  resume: resumeCall.optional(),
});
export type JoinCallRequest = z.infer<typeof joinCallRequest>;

export const callJoined = z.object({
  callId: id,
  self: participant,
  resumeToken: z.string(),
  /** Everybody else in the call. Each of them offers to a newcomer; the newcomer waits and answers. */
  participants: z.array(participant),
  iceServers: z.array(iceServer),
  /** Whether an earlier participant was taken up again: then nobody offers, and what stands goes on. */
  resumed: z.boolean(),
});
export type CallJoined = z.infer<typeof callJoined>;

export const leaveCallRequest = z.object({ callId: id });
export const updateCallMediaRequest = z.object({ callId: id, media: mediaState });
export const raiseHandRequest = z.object({ callId: id, raised: z.boolean() });
/** Floats over the call for a moment, and is kept nowhere. */
export const reactInCallRequest = z.object({ callId: id, emoji });
export const callReacted = z.object({ callId: id, participantId: id, emoji });

export const sendSignalRequest = z.object({ callId: id, to: id, signal });
export type SendSignalRequest = z.infer<typeof sendSignalRequest>;

export const participantJoined = z.object({ callId: id, participant });
export const participantUpdated = z.object({ callId: id, participant });

/** `left`: by their own word. `disconnected`: their lease ran out. `removed`: no longer a member of the room. */
export const leaveReason = z.enum(['left', 'disconnected', 'removed']);
export type LeaveReason = z.infer<typeof leaveReason>;

export const participantLeft = z.object({ callId: id, participantId: id, reason: leaveReason });
export const signalReceived = z.object({ callId: id, from: id, signal });

/**
 * We are no longer in the call, and not by our own word: `removed` from the room, `replaced` by a resumed tab, or the
 * call between people is `over`, because there is nobody left to talk to.
 */
export const callEndReason = z.enum(['removed', 'replaced', 'over']);
export type CallEndReason = z.infer<typeof callEndReason>;
export const callEnded = z.object({ callId: id, reason: callEndReason });

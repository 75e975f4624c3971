/**
 * All that the call engine asks of the world. The browser's own objects fit these shapes as they are
 * (`new RTCPeerConnection()`, `navigator.mediaDevices`); `testing/` has a fake for each.
 */
import type { IceCandidate, Participant, Signal } from '@parlour/contracts';

export type ParticipantId = Participant['id'];

export type MediaKind = 'audio' | 'video';

/** Groups the tracks that a receiver must play in step (a MediaStream; its tracks do not matter here). */
export interface StreamPort {
  readonly id: string;
}

/** The part of an RTCRtpSender in use. */
export interface SenderPort {
  readonly track: MediaStreamTrack | null;
  replaceTrack(track: MediaStreamTrack | null): Promise<void>;
  setStreams(...streams: StreamPort[]): void;
}

/** The part of an RTCRtpReceiver in use. */
export interface ReceiverPort {
  readonly track: MediaStreamTrack;
  getSynchronizationSources(): readonly { readonly audioLevel?: number; readonly timestamp: number }[];
}

/** The part of an RTCRtpTransceiver in use. */
export interface TransceiverPort {
  direction: RTCRtpTransceiverDirection;
  readonly sender: SenderPort;
  readonly receiver: ReceiverPort;
}

export interface LocalCandidate {
  readonly candidate: string;
  readonly sdpMid: string | null;
  readonly sdpMLineIndex: number | null;
  readonly usernameFragment: string | null;
}

/** The part of an RTCPeerConnection in use. An implementation fires no event after `close()`. */
export interface PeerConnectionPort {
  readonly signalingState: RTCSignalingState;
  readonly connectionState: RTCPeerConnectionState;
  readonly localDescription: { readonly sdp: string } | null;
  readonly remoteDescription: { readonly sdp: string } | null;
  addTransceiver(kind: MediaKind, init: { direction: RTCRtpTransceiverDirection }): TransceiverPort;
  /** In the order of their creation. */
  getTransceivers(): readonly TransceiverPort[];
  /** Without argument: the offer or the answer that the signaling state calls for (W3C WebRTC 1.0 section 4.4.2). */
  setLocalDescription(): Promise<void>;
  setRemoteDescription(description: { type: 'offer' | 'answer' | 'rollback'; sdp?: string }): Promise<void>;
  addIceCandidate(candidate: IceCandidate): Promise<void>;
  restartIce(): void;
  getStats(): Promise<RTCStatsReport>;
  close(): void;
  addEventListener(type: 'negotiationneeded' | 'connectionstatechange', listener: () => void): void;
  addEventListener(
    type: 'icecandidate',
    listener: (event: { readonly candidate: LocalCandidate | null }) => void,
  ): void;
}

export interface PeerConnectionFactory {
  /** May throw what the constructor of RTCPeerConnection throws (a malformed ICE server, too many connections). */
  create(configuration: RTCConfiguration): PeerConnectionPort;
  createStream(): StreamPort;
}

/** The part of `navigator.mediaDevices` in use; rejections are the DOMExceptions of W3C Media Capture section 10.2. */
export interface MediaDevicesPort {
  getUserMedia(constraints: MediaStreamConstraints): Promise<{ getTracks(): MediaStreamTrack[] }>;
}

/**
 * Carries signals to one other participant: in order per participant, at most once. Loss is allowed (the
 * engine repairs it by its timers), so an implementation swallows its own errors and never throws.
 */
export interface SignalingPort {
  send(to: ParticipantId, signal: Signal): void;
}

/** Ends what was started. Safe to call twice. */
export type Cancel = () => void;

export interface Clock {
  /** Milliseconds since any fixed moment; never goes back. */
  now(): number;
  schedule(delayMs: number, task: () => void): Cancel;
}

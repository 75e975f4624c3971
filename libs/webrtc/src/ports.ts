/**
 * All that the call engine asks of the world. The browser's own objects fit these shapes as they are
 * (`new RTCPeerConnection()`, `navigator.mediaDevices`); `testing/` has a fake for each.
 */
import type { IceCandidate, IceServer, Participant, Signal } from '@parlour/contracts';

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
  getParameters(): RTCRtpSendParameters;
  /** Takes only what the latest `getParameters()` gave, changed (W3C WebRTC 1.0 section 5.2). */
  setParameters(parameters: RTCRtpSendParameters): Promise<void>;
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
  /** Not in every browser. Throws at codecs that the browser does not have (W3C WebRTC 1.0 section 5.4.1). */
  setCodecPreferences?(codecs: RTCRtpCodec[]): void;
}

/** The part of an RTCDataChannel in use. An implementation fires no event after its connection was closed. */
export interface DataChannelPort {
  readonly readyState: RTCDataChannelState;
  /** Bytes that wait to be sent. */
  readonly bufferedAmount: number;
  /** Throws while the channel is not open. */
  send(text: string): void;
  close(): void;
  addEventListener(type: 'open', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
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
  /** Those that are agreed on. */
  readonly currentLocalDescription: { readonly sdp: string } | null;
  readonly currentRemoteDescription: { readonly sdp: string } | null;
  addTransceiver(kind: MediaKind, init: { direction: RTCRtpTransceiverDirection }): TransceiverPort;
  createDataChannel(label: string, init: { negotiated: true; id: number; ordered: true }): DataChannelPort;
  /** In the order of their creation. */
  getTransceivers(): readonly TransceiverPort[];
  /** Without argument: the offer or the answer that the signaling state calls for (W3C WebRTC 1.0 section 4.4.2). */
  setLocalDescription(): Promise<void>;
  setRemoteDescription(description: { type: 'offer' | 'answer' | 'rollback'; sdp?: string }): Promise<void>;
  addIceCandidate(candidate: IceCandidate): Promise<void>;
  restartIce(): void;
  /** What changes holds from the next ICE restart on; throws what the constructor throws. */
  setConfiguration(configuration: RTCConfiguration): void;
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
  /** What the browser can receive, in its order of preference; empty where it does not tell. */
  codecs(kind: MediaKind): readonly RTCRtpCodec[];
}

/** The part of `navigator.mediaDevices` in use; rejections are the DOMExceptions of W3C Media Capture section 10.2. */
export interface MediaDevicesPort {
  getUserMedia(constraints: MediaStreamConstraints): Promise<{ getTracks(): MediaStreamTrack[] }>;
  /** Absent where screens cannot be shared: on phones. Only from within a touch of the page (W3C Screen Capture 5.1). */
  getDisplayMedia?(constraints: DisplayMediaStreamOptions): Promise<{ getTracks(): MediaStreamTrack[] }>;
}

/** How to get through to others. The credentials in it end some time, so it is asked again before each new attempt. */
export interface IceAccess {
  /** The latest ones. */
  readonly servers: readonly IceServer[];
  /** Fetches them anew. May reject or take its time: the engine then goes on with those it has. */
  refresh(): Promise<readonly IceServer[]>;
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

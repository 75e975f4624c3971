import { type PeerConnectionFactory } from '@parlour/webrtc';

/** The browser's own peer connections. The constructor is looked up at each call: a page may have wrapped it. */
export const browserPeerConnections: PeerConnectionFactory = {
  create: (configuration) => new RTCPeerConnection(configuration),
  createStream: () => new MediaStream(),
  codecs: (kind) => RTCRtpReceiver.getCapabilities(kind)?.codecs ?? [],
};

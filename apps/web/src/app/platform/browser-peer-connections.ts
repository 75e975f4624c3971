import { type MediaKind, type PeerConnectionFactory } from '@parlour/webrtc';

/** To ask takes a browser some milliseconds, and it says the same for as long as the page lives. */
const codecs = new Map<MediaKind, readonly RTCRtpCodec[]>();

/** The browser's own peer connections. The constructor is looked up at each call: a page may have wrapped it. */
export const browserPeerConnections: PeerConnectionFactory = {
  create: (configuration) => new RTCPeerConnection(configuration),
  createStream: () => new MediaStream(),
  codecs: (kind) => {
    const known = codecs.get(kind) ?? RTCRtpReceiver.getCapabilities(kind)?.codecs ?? [];
    codecs.set(kind, known);
    return known;
  },
};

import { type MediaKind } from '../ports';

const codecs: Readonly<Record<MediaKind, readonly RTCRtpCodec[]>> = {
  audio: [
    { mimeType: 'audio/opus', clockRate: 48_000, channels: 2, sdpFmtpLine: 'minptime=10;useinbandfec=1' },
    { mimeType: 'audio/PCMU', clockRate: 8_000, channels: 1 },
  ],
  video: ['video/AV1', 'video/VP9', 'video/VP8', 'video/rtx'].map((mimeType) => ({
    mimeType,
    clockRate: 90_000,
  })),
};

/** What the fake browser has. */
export function fakeCodecs(kind: MediaKind): readonly RTCRtpCodec[] {
  return codecs[kind];
}

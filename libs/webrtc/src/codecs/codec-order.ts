import { type SlotName } from '../peer/slots';

/**
 * What each slot is sent in, best first. In a mesh a camera is encoded once per peer, so what costs least comes first,
 * and VP8 is in every browser. A screen changes seldom and has to be read: VP9 draws letters sharper for the same bits.
 * H.264 and AV1 come behind for those who have nothing else in common.
 */
const preferences: Readonly<Record<SlotName, readonly string[]>> = {
  microphone: ['audio/opus'],
  camera: ['video/vp8', 'video/h264', 'video/vp9', 'video/av1'],
  screen: ['video/vp9', 'video/vp8', 'video/av1', 'video/h264'],
  screenAudio: ['audio/opus'],
};

/**
 * The codecs of this browser in the order for a slot. All of them stay in: what repairs losses (rtx, red, ulpfec) is among
 * them, and a Firefox that is told to leave some out makes descriptions that Chromium refuses.
 */
export function orderCodecs<C extends { readonly mimeType: string }>(
  slot: SlotName,
  capabilities: readonly C[],
): C[] {
  const order = preferences[slot];
  const rank = ({ mimeType }: C): number => {
    const index = order.indexOf(mimeType.toLowerCase());
    return index < 0 ? order.length : index;
  };
  return capabilities.toSorted((one, other) => rank(one) - rank(other));
}

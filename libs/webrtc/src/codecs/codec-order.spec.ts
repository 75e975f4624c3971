import { type SlotName } from '../peer/slots';
import { orderCodecs } from './codec-order';

const chromium = ['VP8', 'rtx', 'VP9', 'VP9', 'H264', 'H264', 'AV1', 'red', 'ulpfec'];
const firefox = ['VP8', 'rtx', 'VP9', 'AV1', 'red', 'ulpfec'];
const safari = ['H264', 'H264', 'rtx', 'H265', 'VP8', 'VP9', 'red', 'ulpfec'];

/** Numbered, to see that what is equal keeps its order. */
const capabilities = (names: readonly string[]) =>
  names.map((name, number) => ({ mimeType: `video/${name}`, clockRate: 90_000, number }));

const ordered = (slot: SlotName, names: readonly string[]): string[] =>
  orderCodecs(slot, capabilities(names)).map(({ mimeType }) => mimeType.replace('video/', ''));

describe('the order of the codecs', () => {
  it.each([
    ['Chromium', chromium, ['VP8', 'H264', 'H264', 'VP9', 'VP9', 'AV1', 'rtx', 'red', 'ulpfec']],
    ['Firefox', firefox, ['VP8', 'VP9', 'AV1', 'rtx', 'red', 'ulpfec']],
    ['Safari', safari, ['VP8', 'H264', 'H264', 'VP9', 'rtx', 'H265', 'red', 'ulpfec']],
  ])('begins in %s with what is cheap to encode, for a camera', (_browser, names, expected) => {
    expect(ordered('camera', names)).toEqual(expected);
  });

  it('begins with what draws letters sharp, for a screen', () => {
    expect(ordered('screen', chromium).slice(0, 4)).toEqual(['VP9', 'VP9', 'VP8', 'AV1']);
  });

  it('leaves nothing out, and what it ranks alike as the browser had it', () => {
    const before = capabilities(chromium);
    const after = orderCodecs('camera', before);

    expect(new Set(after)).toEqual(new Set(before));
    for (const name of new Set(chromium)) {
      const numbers = after
        .filter(({ mimeType }) => mimeType === `video/${name}`)
        .map(({ number }) => number);
      expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
    }
  });

  it('takes Opus for whatever is heard', () => {
    const audio = ['audio/G722', 'audio/PCMU', 'audio/opus', 'audio/red'].map((mimeType) => ({ mimeType }));
    expect(orderCodecs('microphone', audio)[0]?.mimeType).toBe('audio/opus');
    expect(orderCodecs('screenAudio', audio)[0]?.mimeType).toBe('audio/opus');
  });
});

import { type SlotName } from '../peer/slots';

type OpusSettings = Readonly<Record<string, string | null>>;

/**
 * What the other side is asked for when it encodes Opus for us (RFC 7587 section 6.1). A voice: repairable after a loss, and
 * nothing is sent while there is silence. Mono, for a microphone of two channels goes without echo cancellation in Chromium.
 * The sound of a screen is music as often as not: both channels, and no gaps. Null leaves a setting out.
 */
const settings: Readonly<Record<Extract<SlotName, 'microphone' | 'screenAudio'>, OpusSettings>> = {
  microphone: { useinbandfec: '1', usedtx: '1', stereo: null, 'sprop-stereo': null },
  screenAudio: { useinbandfec: '1', usedtx: null, stereo: '1', 'sprop-stereo': '1' },
};

/** The slots of audio, in the order of their media sections. */
const audioSlots = ['microphone', 'screenAudio'] as const;

/** For the description that is sent to the other side; the one that is set here stays as the browser made it. */
export function withOpusSettings(sdp: string): string {
  let audioSections = 0;
  return sdp
    .split(/^(?=m=)/m)
    .map((section) => {
      if (!section.startsWith('m=audio ')) return section;
      const slot = audioSlots[audioSections++];
      return slot ? withSettings(section, settings[slot]) : section;
    })
    .join('');
}

function withSettings(section: string, wanted: OpusSettings): string {
  const payloadType = /^a=rtpmap:(\d+) opus\/48000/im.exec(section)?.[1];
  if (payloadType === undefined) return section;
  const fmtp = new RegExp(`^a=fmtp:${payloadType} (.*?)(\\r?)$`, 'm');
  if (fmtp.test(section))
    return section.replace(fmtp, (_line, given: string, end: string) => {
      return `a=fmtp:${payloadType} ${merged(given, wanted)}${end}`;
    });
  const rtpmap = new RegExp(`^a=rtpmap:${payloadType} .*\\r?\\n`, 'm');
  return section.replace(rtpmap, (line) => {
    const end = line.endsWith('\r\n') ? '\r\n' : '\n';
    return `${line}a=fmtp:${payloadType} ${merged('', wanted)}${end}`;
  });
}

function merged(given: string, wanted: OpusSettings): string {
  const parameters = new Map<string, string | null>();
  for (const parameter of given.split(';').filter((text) => text.trim() !== '')) {
    const [name = '', ...value] = parameter.trim().split('=');
    parameters.set(name, value.join('='));
  }
  for (const [name, value] of Object.entries(wanted)) parameters.set(name, value);
  return [...parameters]
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${value}`)
    .join(';');
}

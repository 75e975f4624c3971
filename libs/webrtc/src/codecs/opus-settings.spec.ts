import { withOpusSettings } from './opus-settings';

const lines = (...all: string[]): string => all.map((line) => `${line}\r\n`).join('');

const session = ['v=0', 'o=- 1 2 IN IP4 127.0.0.1', 's=-', 't=0 0'];
const audio = ['m=audio 9 UDP/TLS/RTP/SAVPF 111 63', 'a=rtpmap:111 opus/48000/2', 'a=rtpmap:63 red/48000/2'];
const video = ['m=video 9 UDP/TLS/RTP/SAVPF 96', 'a=rtpmap:96 VP8/90000', 'a=fmtp:96 x=1'];
const offer = lines(
  ...session,
  ...audio,
  'a=fmtp:111 minptime=10;useinbandfec=1',
  'a=fmtp:63 111/111',
  ...video,
  ...video,
  ...audio,
  'a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1',
);

function fmtpOfOpus(sdp: string): string[][] {
  return [...sdp.matchAll(/^a=fmtp:111 (.*)\r$/gm)].map((match) => (match[1] ?? '').split(';'));
}

describe('the settings of Opus in what is sent', () => {
  it('ask for repair and silence for a microphone, and never for stereo', () => {
    const [microphone] = fmtpOfOpus(withOpusSettings(offer));
    expect(microphone).toEqual(['minptime=10', 'useinbandfec=1', 'usedtx=1']);
    const stereo = offer.replace('minptime=10', 'stereo=1;sprop-stereo=1;minptime=10');
    expect(fmtpOfOpus(withOpusSettings(stereo))[0]).toEqual(['minptime=10', 'useinbandfec=1', 'usedtx=1']);
  });

  it('ask for both channels and no gaps for the sound of a screen', () => {
    const [, screen] = fmtpOfOpus(withOpusSettings(offer));
    expect(screen).toEqual(['minptime=10', 'useinbandfec=1', 'stereo=1', 'sprop-stereo=1']);
  });

  it('are added where the browser has none', () => {
    const bare = lines(...session, ...audio, ...video);
    expect(withOpusSettings(bare)).toContain(
      'a=rtpmap:111 opus/48000/2\r\na=fmtp:111 useinbandfec=1;usedtx=1\r\n',
    );
  });

  it('change nothing else, and nothing more when they are there already', () => {
    const once = withOpusSettings(offer);
    const others = (sdp: string): string[] =>
      sdp.split('\r\n').filter((line) => !line.startsWith('a=fmtp:111'));

    expect(others(once)).toEqual(others(offer));
    expect(withOpusSettings(once)).toBe(once);
  });

  it('leave alone what has no Opus, or is no description at all', () => {
    for (const sdp of [
      lines(...session, 'm=audio 9 UDP/TLS/RTP/SAVPF 0', 'a=rtpmap:0 PCMU/8000'),
      '',
      'nonsense',
    ])
      expect(withOpusSettings(sdp)).toBe(sdp);
  });
});

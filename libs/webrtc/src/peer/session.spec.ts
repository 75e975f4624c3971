import { sessionOf } from './session';

describe('the session of a description', () => {
  it('is its id in the origin line, the same for every description of one connection', () => {
    expect(sessionOf('v=0\r\no=- 4611731400430051336 2 IN IP4 127.0.0.1\r\ns=-\r\n')).toBe(
      '4611731400430051336',
    );
    expect(sessionOf('v=0\r\no=mozilla...THIS_IS_SDPARTA-99.0 7 0 IN IP4 0.0.0.0\r\n')).toBe('7');
  });

  it('is empty where a description has more sections than any call', () => {
    const origin = 'v=0\r\no=- 7 2 IN IP4 127.0.0.1\r\n';
    expect(sessionOf(origin + 'm=video 9 UDP/TLS/RTP/SAVPF 96\r\n'.repeat(16))).toBe('7');
    expect(sessionOf(origin + 'm=video 9 UDP/TLS/RTP/SAVPF 96\r\n'.repeat(17))).toBe('');
  });

  it('is empty where there is none', () => {
    expect(sessionOf('rubbish')).toBe('');
  });
});

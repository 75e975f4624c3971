import { fingerprintOf } from './fingerprints';

const octets = (octet: string): string => Array.from({ length: 32 }, () => octet).join(':');
const line = (value: string, digest = 'sha-256'): string => `a=fingerprint:${digest} ${value}\r\n`;

describe('the fingerprint of a description', () => {
  it('is that of its certificate, in upper case', () => {
    expect(fingerprintOf(`v=0\r\n${line(octets('ab'))}m=audio\r\n`)).toBe(octets('AB'));
  });

  it('may be said once per media section', () => {
    const section = `m=audio\r\n${line(octets('01'))}`;
    expect(fingerprintOf(section + section)).toBe(octets('01'));
  });

  it('is none if a description names two: whoever sits between could have one shown and use the other', () => {
    expect(fingerprintOf(line(octets('01')) + line(octets('02')))).toBeNull();
    expect(fingerprintOf(line(octets('01')) + line(octets('01'), 'sha-1'))).toBeNull();
  });

  it.each([
    ['nothing', ''],
    ['another digest', line(octets('01'), 'sha-512')],
    ['too few octets', line('01:02')],
    ['something else', line('see above')],
  ])('is none with %s', (_what, sdp) => {
    expect(fingerprintOf(sdp)).toBeNull();
  });
});

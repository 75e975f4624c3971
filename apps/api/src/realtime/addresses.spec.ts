import type { IncomingMessage } from 'node:http';
import { testConfig } from '../../test/test-app.js';
import { Addresses } from './addresses.js';
import { Origins } from './origins.js';

const request = (remoteAddress: string, forwardedFor?: string) =>
  ({
    socket: { remoteAddress },
    headers: forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor },
  }) as unknown as IncomingMessage;

describe('the address of a handshake', () => {
  it.each([
    ['nobody is trusted', false, '203.0.113.9'],
    ['the proxy is trusted by its address', '203.0.113.0/24', '198.51.100.7'],
    ['everybody is trusted', true, '192.0.2.1'],
  ])('where %s', (_, trustProxy, expected) => {
    const addresses = new Addresses(testConfig('', { trustProxy }));
    expect(addresses.of(request('203.0.113.9', '192.0.2.1, 198.51.100.7'))).toBe(expected);
  });

  it.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::6', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
    ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
  ])('of IPv6 is its network: %s', (address, network) => {
    expect(new Addresses(testConfig('')).of(request(address))).toBe(network);
  });
});

describe('the origin of a handshake', () => {
  const origins = new Origins(testConfig('', { publicOrigins: ['https://parlour.example.org'] }));

  it.each([
    ['no origin, as of other programs', undefined, true],
    ['its own host', 'https://chat.example.org', true],
    ['a public origin', 'https://parlour.example.org', true],
    ['a foreign host', 'https://evil.example', false],
    ['another port of the host', 'https://chat.example.org:8443', false],
    ['a host that begins the same', 'https://chat.example.org.evil.example', false],
    ['null, of a sandboxed frame or a file', 'null', false],
    ['nothing that is an origin', '%%%', false],
  ])('%s', (_, origin, allowed) => {
    expect(origins.allows({ host: 'chat.example.org', ...(origin !== undefined && { origin }) })).toBe(
      allowed,
    );
  });
});

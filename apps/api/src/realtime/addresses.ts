import { Injectable } from '@nestjs/common';
import proxyAddress from '@fastify/proxy-addr';
import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import { Config } from '../config/config.js';

/** Whom a handshake comes from, behind the same proxies that HTTP trusts (Fastify's `trustProxy`). */
@Injectable()
export class Addresses {
  private readonly trusts: (address: string, hop: number) => boolean;

  constructor({ trustProxy }: Config) {
    if (typeof trustProxy === 'boolean') this.trusts = () => trustProxy;
    else this.trusts = proxyAddress.compile(trustProxy.split(',').map((address) => address.trim()));
  }

  /** The address; of IPv6 the network of 64 bits, which is what one customer of a provider is given. */
  of(request: IncomingMessage): string {
    const address = proxyAddress(request, this.trusts);
    if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
    const groups = new URL(`http://[${address.replace(/%.*/, '')}]`).hostname.slice(1, -1);
    const [head = '', tail] = groups.split('::');
    const left = head === '' ? [] : head.split(':');
    const right = tail === undefined || tail === '' ? [] : tail.split(':');
    const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
    return [...left, ...zeros, ...right].slice(0, 4).join(':');
  }
}

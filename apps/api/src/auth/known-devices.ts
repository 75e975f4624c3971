import { Injectable } from '@nestjs/common';
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { Config } from '../config/config.js';

/**
 * A browser in which a person has signed in before bears a proof of it. Guesses from elsewhere do not count against it,
 * so that nobody can lock the owner of an account out of their own browser (OWASP: device cookies).
 */
@Injectable()
export class KnownDevices {
  private readonly key: Uint8Array;

  constructor({ secrets }: Config) {
    this.key = new Uint8Array(hkdfSync('sha256', secrets.accessTokenSecret, '', 'known device', 32));
  }

  /** The value of a cookie: the device's id, and the proof that it belongs to this person. */
  prove(userId: string): string {
    const deviceId = randomBytes(16).toString('base64url');
    return `${deviceId}.${this.proof(userId, deviceId).toString('base64url')}`;
  }

  /** @returns the device's id, where the cookie proves that this person signed in on it. */
  recognise(userId: string, cookie: string): string | null {
    const [deviceId = '', proof = ''] = cookie.split('.');
    const given = Buffer.from(proof, 'base64url');
    const expected = this.proof(userId, deviceId);
    return given.length === expected.length && timingSafeEqual(given, expected) ? deviceId : null;
  }

  private proof(userId: string, deviceId: string): Buffer {
    return createHmac('sha256', this.key).update(`${userId}.${deviceId}`).digest();
  }
}

import { Injectable } from '@nestjs/common';
import { Algorithm, hash, type Options, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';

/** OWASP Password Storage Cheat Sheet, argon2id, first choice: 19 MiB, two passes, one lane. */
const parameters: Options = {
  algorithm: 2 satisfies Algorithm.Argon2id,
  memoryCost: 19_456, // KiB
  timeCost: 2,
  parallelism: 1,
};

@Injectable()
export class Passwords {
  /** Of a password that nobody has, so that an unknown account takes the time of a known one. */
  private readonly nobodys = hash(randomBytes(32), parameters);

  hash(password: string): Promise<string> {
    return hash(password, parameters);
  }

  /** Takes the same time for an account that does not exist (`storedHash` null), and is then false. */
  async matches(storedHash: string | null, password: string): Promise<boolean> {
    const isRight = await verify(storedHash ?? (await this.nobodys), password);
    return isRight && storedHash !== null;
  }
}

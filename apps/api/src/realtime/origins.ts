import { Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { Config } from '../config/config.js';

/**
 * Which pages may open a socket (OWASP ASVS 5.0 V4.4.2): this server's own, and those of `PUBLIC_ORIGINS`. Browsers send
 * the origin always, and a page cannot forge it. Other programs send none, and pass.
 */
@Injectable()
export class Origins {
  constructor(private readonly config: Config) {}

  allows({ origin, host }: IncomingHttpHeaders): boolean {
    if (origin === undefined) return true;
    if (this.config.publicOrigins.includes(origin)) return true;
    return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
  }
}

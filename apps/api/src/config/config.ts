import { Injectable } from '@nestjs/common';
import { limits } from '@parlour/contracts';
import type { Environment } from './environment.js';
import type { Secrets } from './secrets.js';

/** Everything that can be set from outside, typed, checked and read-only. The only way to the environment. */
@Injectable()
export class Config {
  readonly nodeEnv: 'production' | 'development' | 'test';
  /** 0 asks for any free port. */
  readonly port: number;
  readonly host: string;
  /** The given server, or the embedded one once it is up. */
  readonly databaseUrl: string;
  readonly dataFolder: string;
  readonly secrets: Secrets;
  readonly stunUrls: readonly string[];
  /** Origins from which browsers may connect, besides the server's own. */
  readonly publicOrigins: readonly string[];
  /** Fastify's `trustProxy`. */
  readonly trustProxy: boolean | number | string;
  readonly logLevel: 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';
  /** The built single-page app. */
  readonly webFolder: string;
  readonly callLeaseMs: number;

  constructor(fields: ConfigFields) {
    Object.assign(this, fields);
  }
}

/** The fields of `Config`, as a plain object. */
export type ConfigFields = { readonly [Field in keyof Config]: Config[Field] };

/** What is not worth a variable of the environment; tests make these smaller. */
export const configDefaults = {
  callLeaseMs: limits.callLeaseMs,
} as const satisfies Partial<ConfigFields>;

export function configOf(environment: Environment, secrets: Secrets, databaseUrl: string): Config {
  return new Config({
    ...configDefaults,
    nodeEnv: environment.NODE_ENV,
    port: environment.PORT,
    host: environment.HOST,
    databaseUrl,
    dataFolder: environment.DATA_FOLDER,
    secrets,
    stunUrls: environment.STUN_URLS,
    publicOrigins: environment.PUBLIC_ORIGINS,
    trustProxy: environment.TRUST_PROXY,
    logLevel: environment.LOG_LEVEL,
    webFolder: environment.WEB_FOLDER,
  });
}

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { limits, routes, type SelfUser, type User } from '@parlour/contracts';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { createApp } from '../src/app.js';
import type { Ports } from '../src/app.module.js';
import { Config, configDefaults, type ConfigFields, type Rate } from '../src/config/config.js';
import { newSecrets } from '../src/config/secrets.js';
import { type HttpClient, httpClient } from './http-client.js';
import { connectSocket, type SocketOptions, type TestSocket } from './socket-client.js';
import { cloneDatabase } from './test-database.js';

/** Somebody who has just signed up. */
export interface TestUser {
  readonly user: SelfUser;
  readonly email: string;
  readonly password: string;
  readonly token: string;
  /** `name=value` of the refresh cookie. */
  readonly cookie: string;
}

/** A person as others see them. */
export const asUser = ({ user: { id, username, displayName, avatar } }: TestUser): User => ({
  id,
  username,
  displayName,
  avatar,
});

/** The real application on a real port, over a database of its own. */
export interface TestApp {
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly config: Config;
  readonly database: DataSource;
  readonly http: HttpClient;
  signUp(username?: string): Promise<TestUser>;
  /** @returns a connected socket; rejects with socket.io's error where the handshake is refused. */
  socket(token: string, options?: SocketOptions): Promise<TestSocket>;
  close(): Promise<void>;
}

/** Long, random-looking and in no list, for zxcvbn. */
export const goodPassword = 'violet-anchor-piano-93';

/** A rate that no test reaches. */
export const plenty: Rate = { perSecond: 10_000, burst: 10_000 };

/** Everybody may write as fast as a test does. */
export const unhurried = { commandRate: plenty, messageRate: plenty } satisfies Partial<ConfigFields>;

/** `ports`: what stands in for the world outside, as `{ clock: new ManualClock() }`. */
export async function startTestApp(
  overrides: Partial<ConfigFields> = {},
  ports: Partial<Ports> = {},
): Promise<TestApp> {
  const database = await cloneDatabase();
  const config = testConfig(database.url, overrides);
  const app = await createApp(config, ports);
  await app.listen(config.port, config.host);
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const http = httpClient(url);
  const sockets: TestSocket[] = [];
  return {
    url,
    app,
    config,
    database: app.get(DataSource),
    http,
    signUp: (username) => signUp(http, username),
    async socket(token, options) {
      const socket = await connectSocket(url, token, options);
      sockets.push(socket);
      return socket;
    },
    async close() {
      for (const socket of sockets) socket.close();
      await app.close();
      await database.drop();
      await rm(config.dataFolder, { recursive: true, force: true });
    },
  };
}

export const testConfig = (databaseUrl: string, overrides: Partial<ConfigFields> = {}): Config =>
  new Config({
    ...configDefaults,
    nodeEnv: 'test',
    port: 0,
    host: '127.0.0.1',
    databaseUrl,
    dataFolder: join(tmpdir(), `parlour-test-${randomBytes(6).toString('hex')}`), // made where a file comes in
    s3: null,
    attachmentMaxBytes: limits.attachmentMaxBytes,
    secrets: newSecrets(),
    stunUrls: [],
    turn: null,
    publicOrigins: [],
    publicUrl: 'https://parlour.example.org',
    mail: null,
    trustProxy: false,
    logLevel: 'silent',
    webFolder: join(tmpdir(), 'parlour-test-unused'),
    ...overrides,
  });

async function signUp(
  http: HttpClient,
  username = `user_${randomBytes(5).toString('hex')}`,
): Promise<TestUser> {
  const email = `${username}@example.org`;
  const answer = await http(routes.register, { body: { username, email, password: goodPassword } });
  if (answer.status !== 201) throw new Error(`Signing up ${username}: ${JSON.stringify(answer.problem)}`);
  const { accessToken, user } = answer.body;
  return { user, email, password: goodPassword, token: accessToken, cookie: answer.cookie ?? '' };
}

import { Injectable } from '@nestjs/common';
import { limits } from '@parlour/contracts';
import type { Environment } from './environment.js';
import type { Secrets } from './secrets.js';

/** How often something may happen: `burst` at once, and `perSecond` in the long run. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** Slower than `minBytes` in each `windowMs` is too slow. */
export interface Pace {
  readonly minBytes: number;
  readonly windowMs: number;
}

/** A bucket of an S3-compatible service. */
export interface S3Settings {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A TURN server that lets in by time-limited credentials (coturn's `use-auth-secret`). */
export interface TurnSettings {
  readonly urls: readonly string[];
  readonly secret: string;
}

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
  /** Where files are kept; null where it is the data folder. */
  readonly s3: S3Settings | null;
  /** One file of a message. */
  readonly attachmentMaxBytes: number;
  readonly secrets: Secrets;
  readonly stunUrls: readonly string[];
  /** The relay, and the secret that it shares with this server; null where there is none. */
  readonly turn: TurnSettings | null;
  /** Origins from which browsers may connect, besides the server's own. */
  readonly publicOrigins: readonly string[];
  /** Where people find this server: what the links in mails begin with. Never taken from a request. */
  readonly publicUrl: string;
  /** The mail server, and whom the mails are from; null where there is none. */
  readonly mail: { readonly smtpUrl: string; readonly from: string } | null;
  /** Fastify's `trustProxy`. */
  readonly trustProxy: boolean | string;
  readonly logLevel: 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';
  /** The built single-page app. */
  readonly webFolder: string;
  readonly callLeaseMs: number;
  /** How long the credentials for TURN let in. */
  readonly turnCredentialsMs: number;
  /** One frame from a client. */
  readonly socketFrameMaxBytes: number;
  /** What may wait for a reader that is slow, before it is cut off. */
  readonly socketUnsentMaxBytes: number;
  /** How long a connection may say nothing about who it is. */
  readonly socketHandshakeMs: number;
  /** How long a socket goes on after its access token has expired. */
  readonly socketTokenGraceMs: number;
  /** Connections of one address (of IPv6: of one network of 64 bits). */
  readonly socketsPerAddress: number;
  /** Of those, the ones that have not said who they are. */
  readonly strangersPerAddress: number;
  /** Commands of one socket, without signals. */
  readonly commandRate: Rate;
  readonly signalRate: Rate;
  /** Of what one socket has passed on to others, in bytes. */
  readonly signalBytesRate: Rate;
  /** Messages of one author, over all sockets and HTTP. */
  readonly messageRate: Rate;

  /** What is counted by address is counted over this window. */
  readonly addressWindowMs: number;
  readonly registrationsPerAddress: number;
  readonly logInsPerAddress: number;
  readonly refreshesPerAddress: number;
  readonly passwordResetsPerAddress: number;
  /** Log-ins by one name from one address, and by one name from one browser that has signed in before. */
  readonly logInRate: Rate;
  /** Log-ins by one name from all unknown browsers together. */
  readonly logInRateOfName: Rate;
  /** Registrations with one e-mail address. */
  readonly registrationRate: Rate;
  /** Refreshes of one person. */
  readonly refreshRate: Rate;
  /** Links for a new password, asked for by one name, and sent to one account. */
  readonly passwordResetRate: Rate;
  /** Pictures that one person sends. */
  readonly avatarRate: Rate;
  /** Files that one person sends. */
  readonly uploadRate: Rate;
  /** At which such a file has to come in. */
  readonly uploadPace: Pace;
  /** How long any other body may take. */
  readonly bodyTimeoutMs: number;
  /** How long somebody may go on sending who was answered before the end. */
  readonly bodyLingerMs: number;
  /** Rooms that one person makes. */
  readonly roomRate: Rate;
  /** Reactions of one person in calls. */
  readonly callReactionRate: Rate;
  /** Calls that one person makes to others. */
  readonly ringRate: Rate;
  /** People whom one person asks to be friends. */
  readonly friendRequestRate: Rate;
  /** Searches of one person for people. */
  readonly peopleSearchRate: Rate;
  /** Searches of one person for messages. */
  readonly searchRate: Rate;

  constructor(fields: ConfigFields) {
    Object.assign(this, fields);
  }
}

/** The fields of `Config`, as a plain object. */
export type ConfigFields = { readonly [Field in keyof Config]: Config[Field] };

/** What is not worth a variable of the environment; tests make these smaller. */
export const configDefaults = {
  callLeaseMs: limits.callLeaseMs,
  turnCredentialsMs: 43_200_000, // 12 h: longer than any call, since an allocation is refreshed by the ones it was made with
  socketFrameMaxBytes: limits.socketFrameMaxBytes,
  socketUnsentMaxBytes: 1_000_000, // a hundred messages of the longest kind; a slow phone takes that in seconds
  socketHandshakeMs: 10_000,
  socketTokenGraceMs: 10_000,
  socketsPerAddress: 2_000, // a campus behind one address
  strangersPerAddress: 1_000, // behind one proxy or school, all tabs come back at once when the server was restarted
  commandRate: { perSecond: 50, burst: 100 }, // far above what people do, so that an outbox empties at once
  signalRate: { perSecond: 150, burst: 600 }, // entering a full call: 7 peers, an offer and some 30 candidates each
  signalBytesRate: { perSecond: 100_000, burst: 600_000 }, // 7 offers of 15 kB and their candidates, four times; below what cuts a slow reader off
  messageRate: { perSecond: 50, burst: 200 },
  addressWindowMs: 600_000,
  registrationsPerAddress: 150, // a class of 30 behind one address, five tries each
  logInsPerAddress: 300,
  refreshesPerAddress: 3_000, // a reload is one; a school behind one address
  passwordResetsPerAddress: 60, // a class that comes back from the holidays
  logInRate: { perSecond: 1 / 20, burst: 20 }, // some 4,300 guesses a day, against passwords that withstand 10^8
  logInRateOfName: { perSecond: 1 / 10, burst: 200 }, // however many addresses a guesser has
  registrationRate: { perSecond: 1 / 60, burst: 10 },
  refreshRate: { perSecond: 1, burst: 60 }, // twenty tabs, each reloaded three times
  passwordResetRate: { perSecond: 1 / 600, burst: 5 }, // a mail that does not come is asked for again
  avatarRate: { perSecond: 1 / 30, burst: 20 }, // trying out a few; each takes some tenths of a second of a core
  uploadRate: { perSecond: 1 / 3, burst: 100 }, // ten messages full of pictures at once
  uploadPace: { minBytes: 480_000, windowMs: 30_000 }, // 128 kbit/s: 25 MB take half an hour
  bodyTimeoutMs: 90_000, // answers take milliseconds; a picture of 5 MB takes a slow phone a minute
  bodyLingerMs: 30_000, // a browser reads no answer before it has sent what it has
  roomRate: { perSecond: 1 / 10, burst: 60 },
  callReactionRate: { perSecond: 3, burst: 15 }, // applause; each floats over eight screens for seconds
  ringRate: { perSecond: 1 / 5, burst: 30 }, // trying a whole family through at once; each try rings for others
  friendRequestRate: { perSecond: 1 / 20, burst: 60 }, // a class of 30 on the first day; who asks a town is slowed
  peopleSearchRate: { perSecond: 2, burst: 40 }, // somebody who types and corrects; going through all names takes weeks
  searchRate: { perSecond: 2, burst: 40 }, // the same; each takes some milliseconds of the database
} as const satisfies Partial<ConfigFields>;

export function configOf(environment: Environment, secrets: Secrets, databaseUrl: string): Config {
  return new Config({
    ...configDefaults,
    nodeEnv: environment.NODE_ENV,
    port: environment.PORT,
    host: environment.HOST,
    databaseUrl,
    dataFolder: environment.DATA_FOLDER,
    s3: s3Of(environment),
    attachmentMaxBytes: environment.MAX_ATTACHMENT_MB * bytesPerMegabyte,
    secrets,
    stunUrls: environment.STUN_URLS,
    turn: turnOf(environment),
    publicOrigins: environment.PUBLIC_ORIGINS,
    publicUrl:
      environment.PUBLIC_URL ?? environment.PUBLIC_ORIGINS[0] ?? `http://localhost:${environment.PORT}`,
    mail: mailOf(environment),
    trustProxy: environment.TRUST_PROXY,
    logLevel: environment.LOG_LEVEL,
    webFolder: environment.WEB_FOLDER,
  });
}

const bytesPerMegabyte = 1024 * 1024;

/** The environment has been checked: of the four that have no default, all are there or none. */
function s3Of(environment: Environment): S3Settings | null {
  const { S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = environment;
  const given = [S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY];
  const [endpoint, bucket, accessKeyId, secretAccessKey] = given;
  if (!endpoint || !bucket || !accessKeyId || !secretAccessKey) return null;
  return { endpoint, region: S3_REGION, bucket, accessKeyId, secretAccessKey };
}

/** The environment has been checked: both are there or none. */
const turnOf = ({ TURN_URLS, TURN_SECRET }: Environment): TurnSettings | null =>
  TURN_URLS !== undefined && TURN_SECRET !== undefined && TURN_URLS.length > 0
    ? { urls: TURN_URLS, secret: TURN_SECRET }
    : null;

/** The environment has been checked: with a mail server, both others are there. */
const mailOf = ({ SMTP_URL, MAIL_FROM }: Environment): Config['mail'] =>
  SMTP_URL !== undefined && MAIL_FROM !== undefined ? { smtpUrl: SMTP_URL, from: MAIL_FROM } : null;

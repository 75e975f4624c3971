import { limits } from '@parlour/contracts';
import { resolve } from 'node:path';
import { z } from 'zod';
import { StartupError } from './startup-error.js';

/** The folder of the clone, seen from `apps/api/src/config` and from `dist/apps/api/config` alike. */
const projectFolder = resolve(import.meta.dirname, '../../../..');

const list = z
  .string()
  .transform((text) => text.split(',').flatMap((item) => (item.trim() === '' ? [] : [item.trim()])));

const origin = z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin);

/** What may stand before this server, as Fastify reads it: nobody, anybody, or these addresses. */
const trustProxy = z
  .string()
  .transform((text): boolean | string => (text === 'true' || text === 'false' ? text === 'true' : text));

/** RFC 7064 and RFC 7065. Browsers refuse a list with one wrong address in it whole, and no call would come about. */
const stunUrl = /^stuns?:(\[[\da-f:.]+\]|[\w.-]+)(:\d{1,5})?$/i;
const turnUrl = /^turns?:(\[[\da-f:.]+\]|[\w.-]+)(:\d{1,5})?(\?transport=(udp|tcp))?$/i;

/** Every variable of the environment that the server reads. The README has the same as a table. */
const variables = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('0.0.0.0'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_FOLDER: z
    .string()
    .min(1)
    .transform((path) => resolve(path))
    .default(resolve(projectFolder, 'data')),
  /** As root only: the user as whom the embedded PostgreSQL runs, which refuses to be root. */
  POSTGRES_USER: z.string().min(1).default('nobody'),
  WEB_FOLDER: z
    .string()
    .min(1)
    .transform((path) => resolve(path))
    .default(resolve(projectFolder, 'dist/apps/web/browser')),
  PUBLIC_ORIGINS: list.pipe(z.array(origin)).default([]),
  PUBLIC_URL: origin.optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z
    .string()
    .regex(/^([^<>@]*<)?[^<>@\s]+@[^<>@\s]+>?$/, { error: 'an e-mail address expected' })
    .optional(),
  TRUST_PROXY: trustProxy.default(false),
  /** None unless asked for: whose server learns the addresses of the callers is the operator's choice. */
  STUN_URLS: list
    .pipe(z.array(z.string().regex(stunUrl, { error: 'addresses like stun:stun.example.org:3478 expected' })))
    .default([]),
  TURN_URLS: list
    .pipe(
      z.array(
        z
          .string()
          .regex(turnUrl, { error: 'addresses like turn:turn.example.org:3478?transport=udp expected' }),
      ),
    )
    .optional(),
  TURN_SECRET: z.string().optional(),
  /** In units of 1,048,576 bytes. One request puts a file into S3, and takes up to 5 GB. */
  MAX_ATTACHMENT_MB: z.coerce
    .number()
    .int()
    .min(1)
    .max(5_000)
    .default(limits.attachmentMaxBytes / 1024 ** 2),
  S3_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .refine((url) => new URL(url).username === '', { error: 'the keys have variables of their own' })
    .optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('warn'),
});

type Variable = keyof z.output<typeof variables>;

/** What one variable needs besides itself. */
const needs: Partial<Record<Variable, readonly Variable[]>> = {
  // A link in a mail needs an address, and no request is believed about it: whoever asks could name their own.
  SMTP_URL: ['MAIL_FROM', 'PUBLIC_URL'],
  S3_ENDPOINT: ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
  TURN_URLS: ['TURN_SECRET'], // without it every caller would be refused by the relay
  TURN_SECRET: ['TURN_URLS'],
  S3_BUCKET: ['S3_ENDPOINT'], // or files would go to the disk of who has forgotten it
};

const environment = variables.superRefine((given, context) => {
  for (const [name, others] of Object.entries(needs)) {
    if (given[name as Variable] === undefined) continue;
    for (const other of others.filter((other) => given[other] === undefined)) {
      context.addIssue({ code: 'custom', path: [other], message: `${name} needs it` });
    }
  }
});

export type Environment = z.output<typeof environment>;

/** @throws StartupError that names each variable with a value that makes no sense. An empty one counts as unset. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const result = environment.safeParse(given);
  if (result.success) return result.data;
  const complaints = result.error.issues.map((issue) => `${String(issue.path[0])} (${issue.message})`);
  throw new StartupError(`The configuration has a value that cannot be used: ${complaints.join(', ')}.`);
}

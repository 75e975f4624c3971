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
    .pipe(z.array(z.string().regex(/^stuns?:/, { error: 'stun: addresses expected' })))
    .default([]),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('warn'),
});

/** A link in a mail needs an address, and no request is believed about it: whoever asks could name their own. */
const environment = variables.superRefine(({ SMTP_URL, MAIL_FROM, PUBLIC_URL }, context) => {
  if (SMTP_URL === undefined) return;
  for (const [name, value] of Object.entries({ MAIL_FROM, PUBLIC_URL })) {
    if (value === undefined) context.addIssue({ code: 'custom', path: [name], message: 'SMTP_URL needs it' });
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

import * as z from 'zod';

export const liveness = z.object({ status: z.literal('ok') });
export const readiness = z.object({ status: z.literal('ok'), database: z.literal('ok') });

/** What its operator has set and a client has to know. */
export const serverSettings = z.object({ attachmentMaxBytes: z.number().int().positive() });
export type ServerSettings = z.infer<typeof serverSettings>;

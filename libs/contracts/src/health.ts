import * as z from 'zod';

export const liveness = z.object({ status: z.literal('ok') });
export const readiness = z.object({ status: z.literal('ok'), database: z.literal('ok') });

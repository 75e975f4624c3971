import { ApiFailure } from '../core/api/api-failure';

/** What the two pages of a lost password ask the server, with the contract: only there once it is needed. */
export const resetCalls = () => import('./reset-calls').catch(() => Promise.reject(ApiFailure.offline()));

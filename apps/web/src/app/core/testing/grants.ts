import { type Session as Grant, type SelfUser } from '@parlour/contracts';
import { anna as annaAsOthersSee, ben as benAsOthersSee, selfOf } from './users';

export const anna: SelfUser = selfOf(annaAsOthersSee);
export const ben: SelfUser = selfOf(benAsOthersSee);

let tokens = 0;

/** What the server answers with to a sign-in: a new token, good until `expiresAt` (ms since the epoch). */
export const grant = (expiresAt: number, user = anna): Grant => ({
  accessToken: `token-${++tokens}`,
  accessTokenExpiresAt: new Date(expiresAt).toISOString(),
  user,
});

import { type Session as Grant } from '@parlour/contracts';

export const anna = {
  id: '019a6f3e-0000-7000-8000-00000000000a',
  username: 'anna',
  email: 'anna@example.org',
  createdAt: '2026-11-21T10:00:00.000Z',
};

export const ben = { ...anna, id: '019a6f3e-0000-7000-8000-00000000000b', username: 'ben' };

let tokens = 0;

/** What the server answers with to a sign-in: a new token, good until `expiresAt` (ms since the epoch). */
export const grant = (expiresAt: number, user = anna): Grant => ({
  accessToken: `token-${++tokens}`,
  accessTokenExpiresAt: new Date(expiresAt).toISOString(),
  user,
});

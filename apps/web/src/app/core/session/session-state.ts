import { type ErrorCode, type SelfUser } from '@parlour/contracts';

/**
 * unknown ──restored──▶ signed-in ──log out, ended──▶ signed-out
 *    └──────nothing to restore──────────────────────────▲   │ register, log in, another tab signed in
 *                         signed-in ◀───────────────────────┘
 */
export type SessionState =
  | {
      readonly kind: 'unknown';
      /** Tries that failed because the server was out of reach. */ readonly failedTries: number;
    }
  | {
      readonly kind: 'signed-out';
      /** Set when it was not by one's own word. */ readonly because: ErrorCode | null;
    }
  | { readonly kind: 'signed-in'; readonly user: SelfUser };

/** A session ends when it was not used for so long; each use begins the time anew. */
export const refreshTokenLifetimeMs = 30 * 24 * 3_600_000;

/**
 * Two tabs that wake at once send the same token: whoever comes second within this time gets a token too (RFC 9700
 * section 4.14.2 leaves the choice). Later, a used token in use means that somebody has a copy.
 */
export const siblingGraceMs = 10_000;

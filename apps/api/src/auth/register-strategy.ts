import { randomUUID } from 'node:crypto';
import passport, { type Strategy } from 'passport';

/**
 * Makes a strategy known to Passport and answers with its name, which is new each time: names are global, and two
 * applications in one process would share them.
 *
 * Guards must use the name and never the instance. For a name, Passport makes an object per request; to an instance it
 * would attach each request's callbacks (authenticate.js, `typeof layer.authenticate`), so that of two requests at
 * once one is answered with the other's user and the other never.
 */
export function registerStrategy(kind: string, strategy: Strategy): string {
  const name = `${kind}:${randomUUID()}`;
  passport.use(name, strategy);
  return name;
}

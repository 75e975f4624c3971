import passport from 'passport';

let count = 0;

/**
 * Registers a strategy under a name of its own. Passport's registry is global: by the usual names, two applications in one
 * process would answer with each other's. (An instance in place of a name is no way out: passport writes the outcome of a
 * request onto it, so that two requests at once would get each other's.)
 */
export function nameOfStrategy(strategy: passport.Strategy): string {
  const name = `${strategy.name ?? 'strategy'} ${++count}`;
  passport.use(name, strategy);
  return name;
}

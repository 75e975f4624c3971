import { type CheckState, type CheckStates } from './check-state';
import { checkIds } from './findings';

/**
 * What one sends to whoever runs the server: in English, by codes, so that they can look them up. No credentials, no addresses
 * and no names of devices are in it.
 */
export function reportOf(
  states: CheckStates,
  about: { at: Date; origin: string; userAgent: string },
): string {
  const width = Math.max(...checkIds.map((id) => id.length)) + 1;
  return [
    `Parlour self-test of ${about.at.toISOString()}`,
    about.origin,
    about.userAgent,
    '',
    ...checkIds.map((id) => `${`${id}:`.padEnd(width)} ${lineOf(states[id])}`),
    '',
  ].join('\n');
}

function lineOf(state: CheckState): string {
  if (state.kind !== 'done') return state.kind;
  const { code, facts = {} } = state.finding;
  const told = Object.entries(facts).map(([name, value]) => `, ${name} ${value}`);
  return `${state.verdict} (${code}${told.join('')})`;
}

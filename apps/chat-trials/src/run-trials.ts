import { type Findings, isClean } from './findings';
import { Person } from './person';
import { Trial } from './trial';
import { TrialServer } from './trial-server';

/** An error in the log; that the database is away is none. */
const isFault = (line: string): boolean => line.includes('"level":50') && !line.includes('"statusCode":503');

const names = ['anna', 'ben', 'cleo'];

/**
 * One trial per seed, one after the other, on one server. Says how each went.
 * @param root the folder of the clone, with the built server.
 */
export async function runTrials(
  root: string,
  seeds: readonly number[],
  steps: number,
  kills: number,
  say: (line: string) => void,
): Promise<Findings[]> {
  const server = await TrialServer.start(root);
  const all: Findings[] = [];
  try {
    const people: Person[] = [];
    for (const name of names) people.push(await Person.register(`http://127.0.0.1:${server.port}`, name));
    for (const seed of seeds) {
      const startedAt = Date.now();
      const logged = server.log.length;
      const findings = await new Trial(server, people, { seed, steps, kills }).run();
      all.push(findings);
      const verdict = isClean(findings) ? 'clean' : findings.details.join('\n  ');
      const { sent, changes } = findings;
      const log = isClean(findings) ? [] : server.log.slice(logged).filter(isFault);
      say(
        [
          `seed ${seed}: ${sent} messages, ${changes} changes, ${Date.now() - startedAt} ms: ${verdict}`,
          ...log.slice(0, 3),
        ].join('\n  '),
      );
    }
  } finally {
    await server.remove();
  }
  return all;
}

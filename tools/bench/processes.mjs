import { readdir, readFile } from 'node:fs/promises';

/** Of Linux, on every architecture that Node runs on. */
const ticksPerSecond = 100;

/**
 * The CPU time of PostgreSQL: of the postmaster, of its children, and of those that have ended.
 * @returns seconds; null elsewhere than on Linux.
 */
export async function databaseCpuSeconds(postmasterPid) {
  if (process.platform !== 'linux') return null;
  const names = await readdir('/proc');
  const all = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map(timesOf));
  const own = all.filter((times) => times?.pid === postmasterPid || times?.parent === postmasterPid);
  const ticks = own.reduce(
    (sum, { pid, live, ended }) => sum + live + (pid === postmasterPid ? ended : 0),
    0,
  );
  return ticks / ticksPerSecond;
}

/** proc(5): the fields behind the name of the program, which may hold anything. */
async function timesOf(name) {
  const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  return {
    pid: Number(name),
    parent: fields[1],
    live: fields[11] + fields[12],
    ended: fields[13] + fields[14],
  };
}

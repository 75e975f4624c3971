import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, sep } from 'node:path';
import { spawnSync } from 'node:child_process';
import { fail, inRoot, root } from './project.mjs';

const stamp = inRoot('node_modules/.parlour-lock');

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex');

const isStamped = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash();

const readPackages = (path) => JSON.parse(readFileSync(inRoot(path), 'utf8')).packages;

/** Whether node_modules is what the lock file says although it was not us who made it so: `npm install <package>`. */
function isInStep() {
  const hidden = 'node_modules/.package-lock.json'; // npm's own note of what it has installed
  if (!existsSync(inRoot(hidden))) return false;
  const installed = readPackages(hidden);
  const locked = readPackages('package-lock.json');
  return (
    Object.keys(installed).every((path) => locked[path]?.version === installed[path].version) &&
    Object.keys(locked).every((path) => isPresent(path, locked[path], installed))
  );
}

const isPresent = (path, { optional, devOptional }, installed) =>
  path in installed || optional || devOptional || !path.startsWith('node_modules/');

/** Also npm itself calls this, after every `npm install` and `npm ci` (`postinstall` in package.json). */
export function stampInstallation() {
  if (existsSync(inRoot('node_modules'))) writeFileSync(stamp, lockHash()); // not so in a dry run
}

/** `npm ci`, where the lock file is not the one that was installed last. Runs on Node 20 with nothing installed. */
export function ensureInstalled() {
  if (isStamped()) return;
  if (isInStep()) return stampInstallation();
  console.log('Installing what the lock file names …');
  // Not through node_modules/.bin: the Node there is about to be replaced.
  const PATH = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes(`${sep}node_modules${sep}`))
    .join(delimiter);
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH },
  });
  if (status !== 0) fail('The installation failed: npm ci says why above.');
  stampInstallation();
}

if (process.argv[1] === inRoot('tools/install.mjs') && process.argv[2] === '--stamp') stampInstallation();

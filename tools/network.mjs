import { existsSync } from 'node:fs';
import { installFromDebian } from './debian.mjs';
import { runQuietly } from './run.mjs';

const debianCoturn = '/usr/bin/turnserver';

/**
 * Finds a coturn for the tests, or installs Debian's package as root. `COTURN_PATH` names another.
 * @returns whether there is one.
 */
export async function ensureCoturn() {
  const given = process.env.COTURN_PATH ?? debianCoturn;
  if (existsSync(given)) return true;
  if (process.env.COTURN_PATH !== undefined) {
    console.error(`COTURN_PATH names ${given}, which is not there.`);
    return false;
  }
  if (!(await installFromDebian(['coturn'], debianCoturn))) return false;
  // The package starts a relay with the machine, which nobody has asked for here: the tests start their own.
  if (existsSync('/run/systemd/system')) await runQuietly('systemctl', ['disable', '--now', 'coturn']);
  return true;
}

/** The same for what makes the certificates of a relay over TLS. */
export async function ensureOpenssl() {
  const openssl = '/usr/bin/openssl';
  return existsSync(openssl) || installFromDebian(['openssl'], openssl);
}

/** The same for what makes networks bad: namespaces and the rules of nftables. */
export async function ensureNetworkTools() {
  const tools = ['/usr/sbin/ip', '/usr/sbin/nft'];
  const areThere = () => tools.every(existsSync);
  return areThere() || ((await installFromDebian(['iproute2', 'nftables'], tools[0])) && areThere());
}

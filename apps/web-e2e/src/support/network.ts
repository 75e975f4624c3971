import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Conditions, goodConditions, Wire, type WireEnd } from './wire';

const execute = promisify(execFile);

const ip = async (command: string): Promise<void> => {
  await execute('ip', command.split(' '));
};

/** Why there can be no networks of our own here; null where there can. */
export function networkObstacle(): string | null {
  if (process.platform !== 'linux') return `namespaces are of Linux, and this is ${process.platform}`;
  if (process.getuid?.() !== 0) return 'namespaces need root';
  const attempts = [
    ['netns', 'add', probeName],
    ['-n', probeName, 'link', 'add', 'probe', 'type', 'vxlan', 'id', '1', 'dstport', '4789'],
  ];
  try {
    for (const attempt of attempts) {
      const { status, stderr, error } = spawnSync('ip', attempt, { encoding: 'utf8' });
      if (status !== 0) return `ip ${attempt.join(' ')}: ${error?.message ?? stderr.trim()}`;
    }
    return null;
  } finally {
    spawnSync('ip', ['netns', 'del', probeName]);
  }
}

const probeName = `parlour-probe-${process.pid}`;

/** Below the ephemeral ports (32768 and up), and apart from those of the relays of other tests. */
const firstPort = 24_000;
const portsPerHost = 4;
const hostsMax = 4;

/**
 * A network of this machine's own: one bridge at which the server is reached, and hosts that are network namespaces,
 * each behind a wire whose quality can be set. Nothing of it can be reached from outside.
 */
export class Network {
  readonly #hosts: Host[] = [];
  readonly #onExit = (): void => this.#removeAll();

  private constructor(private readonly number: number) {
    process.once('exit', this.#onExit);
  }

  static async open(): Promise<Network> {
    const network = new Network(freeNumber());
    await ip(`link add ${network.bridge} type bridge`);
    await ip(`addr add ${network.address}/24 dev ${network.bridge}`);
    await ip(`link set ${network.bridge} gso_max_segs 1`); // a wire carries no frames that are to be cut up later
    await ip(`link set ${network.bridge} up`);
    await layCables(network.number);
    return network;
  }

  /** At which the server is reached. */
  get address(): string {
    return addressOf(this.number, 1);
  }

  get bridge(): string {
    return bridgeOf(this.number);
  }

  async addHost(): Promise<Host> {
    if (this.#hosts.length >= hostsMax) throw new Error(`A network has ${hostsMax} hosts at most`);
    const host = await Host.join(this.number, this.#hosts.length, this.bridge);
    this.#hosts.push(host);
    return host;
  }

  close(): void {
    process.off('exit', this.#onExit);
    this.#removeAll();
  }

  #removeAll(): void {
    for (const host of this.#hosts) host.remove();
    spawnSync('ip', ['netns', 'del', cellarOf(this.number)]);
    spawnSync('ip', ['link', 'del', this.bridge]);
  }
}

/** One machine of a network: its browser is started by `executablePath`. */
export class Host {
  readonly #folder = mkdtempSync(join(tmpdir(), 'parlour-host-'));
  #address: string;

  private constructor(
    private readonly names: HostNames,
    private readonly network: number,
    private readonly index: number,
    private readonly wire: Wire,
  ) {
    this.#address = addressOf(network, 10 + index);
  }

  static async join(network: number, index: number, bridge: string): Promise<Host> {
    const names = namesOf(network, index);
    const first = firstPort + (network * hostsMax + index) * portsPerHost;
    const near = { listens: first, sendsTo: first + 1 };
    const far = { listens: first + 2, sendsTo: first + 3 };
    const wire = await Wire.between(near, far, {
      own: cellarAddress(network, 1),
      theirs: cellarAddress(network, 2),
    });
    const host = new Host(names, network, index, wire);
    await ip(`netns add ${names.namespace}`);
    // An IPv6 address is not ready at once, and when it is, Chromium lets everything go that it is loading.
    await setInKernel(names.namespace, 'ipv6/conf/all/disable_ipv6');
    // With the first address of a device its others go too, unless it is told otherwise.
    await setInKernel(names.namespace, 'ipv4/conf/all/promote_secondaries');
    await ip(`link add ${names.cable} type veth peer name eth0 netns ${names.namespace}`);
    await ip(`link add ${names.hub} type bridge`);
    await runThrough(names.near, near, network);
    await runThrough(names.far, far, network);
    await ip(`link set ${names.cable} master ${names.hub}`);
    await ip(`link set ${names.near} master ${names.hub}`);
    await ip(`link set ${names.far} master ${bridge}`);
    for (const device of [names.cable, names.hub, names.near, names.far]) await ip(`link set ${device} up`);
    await ip(`-n ${names.namespace} addr add ${host.#address}/24 dev eth0`);
    await ip(`-n ${names.namespace} link set eth0 gso_max_segs 1`);
    await ip(`-n ${names.namespace} link set eth0 up`);
    await ip(`-n ${names.namespace} link set lo up`);
    await ip(`-n ${names.namespace} route add default via ${addressOf(network, 1)}`);
    return host;
  }

  /** A program that starts `browser` on this host. */
  executablePath(browser: string): string {
    const path = join(this.#folder, 'browser');
    writeFileSync(path, `#!/bin/sh\nexec ip netns exec ${this.names.namespace} ${browser} "$@"\n`);
    chmodSync(path, 0o755);
    return path;
  }

  /** The cable is out: the host itself notices, as with Wi-Fi that is gone. */
  async unplug(): Promise<void> {
    await ip(`link set ${this.names.cable} down`);
  }

  async plugIn(): Promise<void> {
    await ip(`link set ${this.names.cable} up`);
  }

  /** The host goes on under another address, as from Wi-Fi to a mobile network. @returns when, in Unix time in ms. */
  async changeAddress(): Promise<number> {
    const next = addressOf(
      this.network,
      this.#address.endsWith(`.${10 + this.index}`) ? 20 + this.index : 10 + this.index,
    );
    await ip(`-n ${this.names.namespace} addr add ${next}/24 dev eth0`);
    await ip(`-n ${this.names.namespace} addr del ${this.#address}/24 dev eth0`);
    this.#address = next;
    return Date.now();
  }

  /** How good the way to the rest of the network is; what is not said is good. */
  setConditions({ up = {}, down = {} }: { up?: Partial<Conditions>; down?: Partial<Conditions> }): void {
    this.wire.set({ up: { ...goodConditions, ...up }, down: { ...goodConditions, ...down } });
  }

  remove(): void {
    this.wire.close();
    spawnSync('ip', ['netns', 'del', this.names.namespace]);
    for (const device of [this.names.cable, this.names.hub, this.names.near, this.names.far]) {
      spawnSync('ip', ['link', 'del', device]);
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Turns a switch of the network on, where this kernel has it. */
async function setInKernel(namespace: string, name: string): Promise<void> {
  const file = `/proc/sys/net/${name}`;
  await execute('ip', ['netns', 'exec', namespace, 'sh', '-c', `[ ! -e ${file} ] || echo 1 > ${file}`]);
}

/**
 * The kernel hands VXLAN for an address of its own straight on. So the ends of all wires lie in a namespace of their
 * own, from where this process is somebody else.
 */
async function layCables(network: number): Promise<void> {
  const [cellar, device] = [cellarOf(network), `pv${network}`];
  await ip(`netns add ${cellar}`);
  await ip(`link add ${device} type veth peer name eth0 netns ${cellar}`);
  await ip(`addr add ${cellarAddress(network, 1)}/24 dev ${device}`);
  await ip(`link set ${device} up`);
  await ip(`-n ${cellar} addr add ${cellarAddress(network, 2)}/24 dev eth0`);
  await ip(`-n ${cellar} link set eth0 up`);
}

/** VXLAN's name for a network (RFC 7348 section 5): one for all, as each end has ports of its own. */
const vni = 7;

/** A device whose frames go through this end of a wire. */
async function runThrough(device: string, end: WireEnd, network: number): Promise<void> {
  const cellar = cellarOf(network);
  await ip(`-n ${cellar} link add ${device} type vxlan id ${vni} dstport ${end.sendsTo} nolearning`);
  await ip(`-n ${cellar} link set ${device} netns ${process.pid}`);
  const everything = `fdb append 00:00:00:00:00:00 dev ${device} dst ${cellarAddress(network, 1)} port ${end.listens}`;
  await execute('bridge', everything.split(' '));
  await ip(`link set ${device} mtu 1500`);
}

/** Names of devices have 15 characters at most. */
interface HostNames {
  readonly namespace: string;
  readonly cable: string;
  readonly hub: string;
  readonly near: string;
  readonly far: string;
}

const namesOf = (network: number, index: number): HostNames => ({
  namespace: `parlour-${network}-${index}`,
  cable: `pc${network}-${index}`,
  hub: `ph${network}-${index}`,
  near: `pn${network}-${index}`,
  far: `pf${network}-${index}`,
});

const bridgeOf = (network: number): string => `pb${network}`;

const cellarOf = (network: number): string => `parlour-${network}-cellar`;

const cellarAddress = (network: number, last: number): string => `10.76.${network}.${last}`;

const addressOf = (network: number, last: number): string => `10.77.${network}.${last}`;

/** Other runs on this machine have networks of their own. */
function freeNumber(): number {
  for (let tries = 0; tries < 250; tries += 1) {
    const number = (process.pid + tries) % 250;
    if (!existsSync(`/sys/class/net/${bridgeOf(number)}`)) return number;
  }
  throw new Error('All 250 networks of this machine are taken');
}

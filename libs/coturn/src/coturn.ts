import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Certificate } from './certificate.js';
import { freePort, portsOfOne } from './ports.js';
import { answersStun } from './stun-binding.js';

export interface CoturnOptions {
  /** Where it listens; an address of this machine, or of the namespace that `through` leads into. */
  readonly listeningIp?: string;
  /** From which it relays; by default the same. An IPv6 address lets clients ask for relays of IPv6. */
  readonly relayIps?: readonly string[];
  /** Without these, as in production, nobody is relayed to 127.0.0.1. */
  readonly allowLoopbackPeers?: boolean;
  /** A configuration file to begin with; everything else here comes on top of it. */
  readonly configFile?: string;
  /** How many ports it relays from, which bounds its allocations. */
  readonly relayPorts?: number;
  /** With this it also speaks TLS, at a port of its own. */
  readonly certificate?: Certificate;
  /** Further options of the command line, as `--user-quota=10`. */
  readonly options?: readonly string[];
  /** A command that runs it, as `['ip', 'netns', 'exec', 'px']`; the address must be reachable from here all the same. */
  readonly through?: readonly string[];
}

export interface Coturn {
  readonly port: number;
  /** By UDP and by TCP, as `TURN_URLS` wants them. */
  readonly urls: readonly string[];
  /** By TLS, and by the name that the certificate is for: `localhost`. Null without a certificate. */
  readonly secureUrl: string | null;
  readonly stunUrl: string;
  readonly secret: string;
  /** What it has logged so far. */
  log(): string;
  stop(): Promise<void>;
}

const program = process.env['COTURN_PATH'] ?? '/usr/bin/turnserver'; // where Debian has it

export const isCoturnInstalled = (): boolean => existsSync(program);

/** On a port of its own, ready for clients. @throws Error where it is not installed, or ends at once, with its log. */
export async function startCoturn(options: CoturnOptions = {}): Promise<Coturn> {
  if (!isCoturnInstalled()) throw new Error(`There is no coturn at ${program}`);
  const { listeningIp = '127.0.0.1', through = [] } = options;
  const port = await freePort(through.length > 0 ? '127.0.0.1' : listeningIp);
  const secret = randomBytes(16).toString('hex');
  const folder = await mkdtemp(join(tmpdir(), 'parlour-coturn-'));
  const [command = program, ...args] = [...through, program, ...argumentsOf(options, port, secret, folder)];
  const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
  }
  const ended = endOf(child);
  const stop = async () => {
    child.kill('SIGKILL'); // it holds nothing that an orderly end would save
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const isReady = await Promise.race([answersStun(listeningIp, port), ended.then(() => false)]);
  if (!isReady) {
    await stop();
    throw new Error(`coturn does not answer at ${listeningIp}:${port}:\n${log}`);
  }
  const host = listeningIp.includes(':') ? `[${listeningIp}]` : listeningIp;
  const urls = ['udp', 'tcp'].map((transport) => `turn:${host}:${port}?transport=${transport}`);
  const secureUrl = options.certificate ? `turns:localhost:${tlsPortOf(port)}?transport=tcp` : null;
  return { port, urls, secureUrl, stunUrl: `stun:${host}:${port}`, secret, log: () => log, stop };
}

/** Beside the other one; relays begin behind it. */
const tlsPortOf = (port: number): number => port + 1;

function argumentsOf(options: CoturnOptions, port: number, secret: string, folder: string): string[] {
  const { listeningIp = '127.0.0.1', relayIps = [listeningIp], configFile } = options;
  const { certificate, relayPorts = portsOfOne - 2 } = options;
  return [
    ...(configFile === undefined ? ['-n', ...production(certificate)] : ['-c', configFile]),
    `--listening-ip=${listeningIp}`,
    `--listening-port=${port}`,
    ...relayIps.map((ip) => `--relay-ip=${ip}`),
    ...(certificate ? tlsOptions(certificate, tlsPortOf(port)) : []),
    `--min-port=${tlsPortOf(port) + 1}`,
    `--max-port=${tlsPortOf(port) + relayPorts}`,
    `--static-auth-secret=${secret}`,
    `--pidfile=${join(folder, 'pid')}`,
    `--userdb=${join(folder, 'db')}`,
    '--log-file=stdout',
    '--simple-log',
    ...((options.allowLoopbackPeers ?? configFile === undefined) ? ['--allow-loopback-peers'] : []),
    ...(options.options ?? []),
  ];
}

const tlsOptions = ({ certificateFile, keyFile }: Certificate, port: number): string[] => [
  `--tls-listening-port=${port}`,
  `--cert=${certificateFile}`,
  `--pkey=${keyFile}`,
];

/** What a configuration file would say. */
const production = (certificate?: Certificate): string[] => [
  '--fingerprint',
  '--use-auth-secret',
  '--realm=parlour.test',
  ...(certificate ? [] : ['--no-tls']),
  '--no-dtls',
  '--no-cli',
  '--no-multicast-peers',
];

const endOf = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('close', () => resolve());
  });

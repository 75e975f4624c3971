import { type Coturn, isCoturnInstalled, startCoturn, type TurnCredentials } from '@parlour/coturn';
import { routes } from '@parlour/contracts';
import { resolve } from 'node:path';
import { startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';
import { turnClient, type TurnClient } from '../../test/turn-client.js';
import { turnCredentials } from './turn-credentials.js';

/** The one that the README recommends. */
const configFile = resolve(import.meta.dirname, '../../../../deploy/coturn/turnserver.conf');
const userQuota = 150;

const withCoturn = isCoturnInstalled() ? describe : describe.skip;

withCoturn('a coturn that is configured as recommended', () => {
  let coturn: Coturn;
  let app: TestApp;
  let anna: TestUser;
  const clients: TurnClient[] = [];

  beforeAll(async () => {
    coturn = await startCoturn({ configFile, relayIps: ['127.0.0.1', '::1'], relayPorts: 2 * userQuota });
    app = await startTestApp({ turn: { urls: coturn.urls, secret: coturn.secret }, logLevel: 'silent' });
    anna = await app.signUp();
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
  });
  afterAll(async () => {
    await app.close();
    await coturn.stop();
  });

  const client = async (credentials: TurnCredentials | null): Promise<TurnClient> => {
    const client = await turnClient(coturn, credentials);
    clients.push(client);
    return client;
  };

  /** As the product gives them to a person. */
  async function credentialsOf(user: TestUser): Promise<TurnCredentials> {
    const { iceServers } = (await app.http(routes.iceServers, {}, user)).body;
    const { username = '', credential = '' } = iceServers.find(({ username }) => username) ?? {};
    return { username, credential };
  }

  const soon = () => new Date(Date.now() + 60_000);

  it('lets in with the credentials that the product gives', async () => {
    const annas = await client(await credentialsOf(anna));
    expect(await annas.allocate()).toBe('ok');
  });

  it.each<[string, (given: TurnCredentials) => TurnCredentials | null]>([
    ['without credentials', () => null],
    ['with expired ones', () => turnCredentials(coturn.secret, 'anna', new Date(Date.now() - 60_000))],
    ['made by another secret', () => turnCredentials('another secret', 'anna', soon())],
    [
      'in the name of somebody else',
      ({ username, credential }) => ({ username: `${username}x`, credential }),
    ],
    ['that were prolonged by hand', ({ username, credential }) => ({ username: `9${username}`, credential })],
    ['with an empty password', ({ username }) => ({ username, credential: '' })],
  ])('lets nobody in %s', async (_, forge) => {
    const forger = await client(forge(await credentialsOf(anna)));
    expect(await forger.allocate()).toBe(401);
    expect(await forger.permit('8.8.8.8')).not.toBe('ok');
  });

  describe('relays to the world, and nobody', () => {
    const peers: Record<'ipv4' | 'ipv6', TurnClient | null> = { ipv4: null, ipv6: null };

    const permit = async (kind: 'ipv4' | 'ipv6', address: string): Promise<number | 'ok'> => {
      peers[kind] ??= await turnClient(coturn, turnCredentials(coturn.secret, kind, soon()));
      const relay = peers[kind];
      await relay.allocate(kind); // again: it has one already, which is no matter here
      return relay.permit(address);
    };
    afterAll(() => {
      for (const peer of Object.values(peers)) peer?.close();
    });

    it.each(['1.1.1.1', '172.15.255.255', '172.32.0.1', '192.167.255.255', '11.0.0.1', '223.255.255.255'])(
      'though to %s',
      async (address) => {
        expect(await permit('ipv4', address)).toBe('ok');
      },
    );

    it.each(['2606:4700:4700::1111', '2a00::1', '2001:200::1', '2003::1'])(
      'though to %s',
      async (address) => {
        expect(await permit('ipv6', address)).toBe('ok');
      },
    );

    it.each([
      ['0.0.0.0', 'any address of this machine'],
      ['0.1.2.3', 'this network'],
      ['127.0.0.1', 'this machine'],
      ['127.255.255.254', 'this machine'],
      ['10.0.0.1', 'a private network'],
      ['172.16.0.1', 'a private network'],
      ['172.31.255.255', 'a private network'],
      ['192.168.1.1', 'a private network'],
      ['100.64.0.1', 'the network of a carrier'],
      ['169.254.169.254', 'the metadata of a cloud'],
      ['192.0.0.170', 'protocols'],
      ['192.0.2.1', 'documentation'],
      ['198.51.100.1', 'documentation'],
      ['203.0.113.1', 'documentation'],
      ['198.18.0.1', 'benchmarks'],
      ['192.88.99.1', 'relays of 6to4'],
      ['224.0.0.1', 'many at once'],
      ['240.0.0.1', 'nobody'],
      ['255.255.255.255', 'everybody'],
    ])('to %s: %s', async (address) => {
      expect(await permit('ipv4', address)).toBe(403);
    });

    it.each([
      ['::', 'any address of this machine'],
      ['::1', 'this machine'],
      ['::127.0.0.1', 'this machine, in the oldest writing'],
      ['::127.0.0.0', 'this machine, in the oldest writing, with a zero at the end'],
      ['::10.1.0.0', 'a private network, in the oldest writing'],
      ['::ffff:0:127.0.0.1', 'this machine, in the writing of translators'],
      ['::ffff:127.0.0.1', 'this machine, mapped'],
      ['::ffff:0.0.0.0', 'any address, mapped'],
      ['::ffff:127.0.0.0', 'this machine, mapped, with a zero at the end'],
      ['::ffff:10.0.0.1', 'a private network, mapped'],
      ['::ffff:10.0.1.0', 'a private network, mapped, with a zero at the end'],
      ['::ffff:192.168.1.1', 'a private network, mapped'],
      ['::ffff:169.254.169.254', 'the metadata of a cloud, mapped'],
      ['::ffff:8.8.8.8', 'the world, mapped: there is another way to it'],
      ['64:ff9b::7f00:1', 'this machine, translated'],
      ['64:ff9b:1::a00:1', 'a private network, translated'],
      ['2002:7f00:1::', 'this machine, by 6to4'],
      ['2001:0:7f00:1::', 'this machine, by Teredo'],
      ['2001:db8::1', 'documentation'],
      ['100::1', 'nobody'],
      ['fc00::1', 'a private network'],
      ['fd12:3456::1', 'a private network'],
      ['fe80::1', 'the neighbours'],
      ['fec0::1', 'the neighbours'],
      ['ff02::1', 'many at once'],
    ])('to %s: %s', async (address) => {
      expect(await permit('ipv6', address)).toBe(403);
    });
  });

  it('gives one person so many allocations and no more, and others theirs all the same', async () => {
    const greedy = turnCredentials(coturn.secret, 'greedy', soon());
    for (let i = 0; i < userQuota; i++) expect(await (await client(greedy)).allocate()).toBe('ok');
    expect(await (await client(greedy)).allocate()).toBe(486);
    const renewed = turnCredentials(coturn.secret, 'greedy', new Date(soon().getTime() + 60_000));
    expect(await (await client(renewed)).allocate()).toBe(486);
    expect(await (await client(turnCredentials(coturn.secret, 'modest', soon()))).allocate()).toBe('ok');
  });
});

import {
  type Certificate,
  type Coturn,
  isCoturnInstalled,
  isOpensslInstalled,
  makeCertificate,
  startCoturn,
} from '@parlour/coturn';
import { launchServer, newDataFolder, until } from '../../test/server-process.js';
import { cloneDatabase } from '../../test/test-database.js';

/** What Node takes as its word for it when a process begins, and not later: hence the built server, started for each. */
type Trust = 'trusts its certificate' | 'does not';

const withTls = isCoturnInstalled() && isOpensslInstalled() ? describe : describe.skip;

withTls('a server that starts with a relay over TLS', () => {
  let folder: Awaited<ReturnType<typeof newDataFolder>>;
  let certificate: Certificate;
  let coturn: Coturn;
  let database: Awaited<ReturnType<typeof cloneDatabase>>;

  beforeAll(async () => {
    folder = await newDataFolder();
    database = await cloneDatabase();
    certificate = await makeCertificate(folder.path);
    coturn = await startCoturn({ certificate });
  });
  afterAll(async () => {
    await coturn.stop();
    await database.drop();
    await folder.remove();
  });

  /** Its line of the log about the relay at that address. */
  async function saidAbout(url: string, trust: Trust): Promise<string> {
    const server = launchServer(folder.path, {
      DATABASE_URL: database.url,
      LOG_LEVEL: 'info',
      TURN_URLS: url,
      TURN_SECRET: coturn.secret,
      ...(trust === 'does not' ? {} : { NODE_EXTRA_CA_CERTS: certificate.certificateFile }),
    });
    let output = '';
    server.process.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const line = () => output.split('\n').find((each) => each.includes('"context":"TURN"')) ?? '';
    try {
      await until(() => Promise.resolve(line() !== ''));
    } finally {
      await server.kill('SIGKILL');
    }
    return line();
  }

  it('says that it works, where the certificate is trusted', async () => {
    const url = coturn.secureUrl ?? '';
    expect(await saidAbout(url, 'trusts its certificate')).toContain(`The relay ${url} works.`);
  });

  it('warns where nobody vouches for the certificate', async () => {
    const said = await saidAbout(coturn.secureUrl ?? '', 'does not');
    expect(said).toContain('does not work: there is no connection (DEPTH_ZERO_SELF_SIGNED_CERT)');
  });

  it('warns where the certificate is for another name', async () => {
    const url = coturn.secureUrl?.replace('localhost', '127.0.0.1') ?? '';
    const said = await saidAbout(url, 'trusts its certificate');
    expect(said).toContain('does not work: there is no connection (ERR_TLS_CERT_ALTNAME_INVALID)');
  });
});

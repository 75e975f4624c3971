import { type Coturn, isCoturnInstalled, startCoturn } from '@parlour/coturn';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { outputOf } from '../../test/output.js';
import { until } from '../../test/server-process.js';
import { startTestApp } from '../../test/test-app.js';

/** A line of the log, as pino writes it. */
interface Line {
  readonly level: number;
  readonly msg: string;
}

const information = 30;
const warning = 40;

/** What a server says about its relays when it starts, one line for each of them. */
async function saidAbout(urls: readonly string[], secret: string): Promise<Line[]> {
  const lines: Line[] = [];
  await outputOf(async () => {
    let complete: () => void = () => undefined;
    const isComplete = new Promise<void>((resolve) => (complete = resolve));
    process.stdout.write = (chunk: string | Uint8Array) => {
      for (const line of String(chunk).split('\n')) {
        if (line.includes('"context":"TURN"')) lines.push(JSON.parse(line) as Line);
      }
      if (lines.length >= urls.length) complete();
      return true;
    };
    const app = await startTestApp({ turn: { urls, secret }, logLevel: 'info' });
    await isComplete;
    await app.close();
  });
  return lines;
}

describe('a server that starts with a relay', () => {
  const withCoturn = isCoturnInstalled() ? describe : describe.skip;

  withCoturn('that is there', () => {
    let coturn: Coturn;

    beforeAll(async () => {
      coturn = await startCoturn({ options: ['--verbose'] });
    });
    afterAll(() => coturn.stop());

    it('says that it works, by UDP and by TCP', async () => {
      for (const url of coturn.urls) {
        expect(await saidAbout([url], coturn.secret)).toMatchObject([
          { level: information, msg: `The relay ${url} works.` },
        ]);
      }
    });

    it('gives back at once what it took', async () => {
      const url = coturn.urls.slice(0, 1);
      const before = coturn.log().length;
      await saidAbout(url, coturn.secret);
      await until(() => Promise.resolve(/:probe>, lifetime=0$/m.test(coturn.log().slice(before))));
    });

    it('warns where the relay has another secret', async () => {
      const [line] = await saidAbout(coturn.urls.slice(0, 1), 'another secret');
      expect(line?.level).toBe(warning);
      expect(line?.msg).toContain(`${coturn.urls[0]} of TURN_URLS does not work`);
      expect(line?.msg).toContain('refuses the credentials');
    });
  });

  describe('that is not there', () => {
    let deaf: Socket;
    let closedPort: number;
    let liar: Server;

    beforeAll(async () => {
      deaf = createSocket('udp4').bind(0, '127.0.0.1');
      await once(deaf, 'listening');
      liar = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0, '127.0.0.1');
      await once(liar, 'listening');
      const gone = createServer().listen(0, '127.0.0.1');
      await once(gone, 'listening');
      closedPort = (gone.address() as AddressInfo).port;
      gone.close();
    });
    afterAll(() => {
      deaf.close();
      liar.close();
    });

    it('warns by name: of silence, of a closed port, of something else that listens there, of a name that nobody has', async () => {
      const liarPort = (liar.address() as AddressInfo).port;
      const urls = {
        silent: `turn:127.0.0.1:${deaf.address().port}`,
        closed: `turn:127.0.0.1:${closedPort}?transport=tcp`,
        other: `turn:127.0.0.1:${liarPort}?transport=tcp`,
        insecure: `turns:127.0.0.1:${liarPort}`,
        nowhere: 'turn:relay.invalid:3478',
        dtls: 'turns:127.0.0.1:5349?transport=udp',
      };
      const said = await saidAbout(Object.values(urls), 'secret');
      expect(said.every(({ level }) => level === warning)).toBe(true);
      const about = (url: string) => said.find(({ msg }) => msg.startsWith(`The relay ${url} of`))?.msg;
      expect(about(urls.silent)).toContain('there is no answer within 5 s');
      expect(about(urls.closed)).toContain('ECONNREFUSED');
      expect(about(urls.other)).toContain('The connection was closed');
      expect(about(urls.insecure)).toContain('there is no connection (ERR_SSL');
      expect(about(urls.nowhere)).toMatch(/ENOTFOUND|EAI_AGAIN|no answer within/);
      expect(about(urls.dtls)).toContain('DTLS');
    });
  });

  it('opens at once, whatever the relay does', async () => {
    const startedAt = performance.now();
    await outputOf(async () => {
      const app = await startTestApp({ turn: { urls: ['turn:192.0.2.1:3478'], secret: 'secret' } });
      await app.close(); // without waiting for the answer either
    });
    expect(performance.now() - startedAt).toBeLessThan(4_500);
  });
});

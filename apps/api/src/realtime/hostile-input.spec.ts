import { type ClientCommand, clientCommands } from '@parlour/contracts';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { RawSocket } from '../../test/raw-socket.js';
import { newMessage, roomOf } from '../../test/rooms.js';
import type { TestSocket } from '../../test/socket-client.js';
import { plenty, startTestApp, type TestApp, type TestUser } from '../../test/test-app.js';

const commands = Object.keys(clientCommands) as ClientCommand[];
const withoutInput = new Set<ClientCommand>(['lobby:watch', 'lobby:unwatch', 'ring:list']);

describe('whatever a client sends', () => {
  let app: TestApp;
  let anna: TestUser;
  let bystander: TestSocket;
  let raw: RawSocket;

  beforeAll(async () => {
    app = await startTestApp({ commandRate: plenty, signalRate: plenty });
    anna = await app.signUp();
    bystander = await app.socket(anna.token);
  });
  beforeEach(async () => {
    raw = await RawSocket.connect(app.url, anna.token);
  });
  afterEach(async () => {
    raw.close();
    expect(await bystander.command('lobby:watch', {})).toEqual({ ok: true, data: {} });
    expect(bystander.raw.connected).toBe(true);
  });
  afterAll(() => app.close());

  describe.each(commands)('%s', (command) => {
    const wrong = ['null', '[]', '7', '"text"', 'true', '{"chatId":{}}', '{"__proto__":{"chatId":1}}'];

    it('is refused where its payload has the wrong form', async () => {
      for (const [id, payload] of wrong.entries()) {
        if (withoutInput.has(command) && payload.startsWith('{')) continue;
        expect(await raw.ask(id, `["${command}",${payload}]`)).toMatchObject({
          ok: false,
          error: { code: 'invalid_input', message: expect.any(String) },
        });
      }
    });

    it('is refused without a payload, and with too many', async () => {
      const refusal = { ok: false, error: { code: 'invalid_input' } };
      expect(await raw.ask(1, `["${command}"]`)).toMatchObject(refusal);
      expect(await raw.ask(2, `["${command}",{},{}]`)).toMatchObject(refusal);
    });
  });

  it.each(['send', '', '__proto__', 'constructor', 'toString', 'error', 'connecting', 'message:created'])(
    'is refused as a command that does not exist: %j',
    async (name) => {
      expect(await raw.ask(1, JSON.stringify([name, {}]))).toMatchObject({
        ok: false,
        error: { code: 'unknown_command' },
      });
    },
  );

  it('is refused where the name of a command is a number or missing', async () => {
    expect(await raw.ask(1, '[7,{}]')).toMatchObject({ ok: false, error: { code: 'unknown_command' } });
    expect(await raw.ask(2, '')).toMatchObject({ ok: false, error: { code: 'unknown_command' } });
  });

  it('does nothing without an acknowledgement', async () => {
    const room = await roomOf(app, [anna]);
    raw.send('42["send",null]');
    raw.send('42["error",{"message":"x"}]');
    raw.send(`42${JSON.stringify(['message:send', newMessage(room.chatId)])}`);
    raw.send('431["an acknowledgement that nobody asked for"]');
    await raw.ask(1, '["lobby:watch",{}]');
    expect(await app.database.query('select 1 from messages where chat_id = $1', [room.chatId])).toEqual([]);
  });

  it.each([
    ['broken JSON', '42["lobby:watch",{'],
    ['JSON that is no array', '42{"lobby:watch":1}'],
    ['the reserved event "disconnect"', '42["disconnect"]'],
    ['the reserved event "connect"', '42["connect",{}]'],
    ['the reserved event "newListener"', '42["newListener",1]'],
    ['the reserved event "disconnecting"', '42["disconnecting"]'],
    ['five million attachments', '45100000-["lobby:watch",{"_placeholder":true,"num":0}]'],
    ['an attachment that does not come', '451-["lobby:watch",{"_placeholder":true,"num":0}]\u0000next'],
    ['a packet of an unknown type', '49'],
    ['a second CONNECT', '40{}'],
    ['an engine.io packet of an unknown type', 'x'],
    ['a heartbeat in the wrong direction', '2'],
  ])('closes that socket only: %s', async (_, frames) => {
    for (const frame of frames.split('\u0000')) raw.send(frame === 'next' ? '42["lobby:watch",{}]' : frame);
    await raw.closed;
  });

  it('closes that socket only: a binary frame that nothing announced', async () => {
    raw.send(Buffer.from([1, 2, 3]));
    await raw.closed;
  });

  it('is refused where an attachment stands for the payload', async () => {
    raw.send('451-1["message:send",{"_placeholder":true,"num":0}]');
    raw.send(Buffer.from([1, 2, 3]));
    expect(await raw.next((frame) => frame.startsWith('431['))).toContain('"ok":false');
  });

  it('is heard before it has said who it is only if it says who it is', async () => {
    const stranger = await RawSocket.open(app.url);
    stranger.send('420["lobby:watch",{}]');
    await stranger.closed;
    expect(stranger.received.filter((frame) => frame.startsWith('43'))).toEqual([]);
  });

  it('closes that socket with "too big" above the limit of a frame, and the memory stays flat', async () => {
    const tooBig = `421["lobby:watch",{"x":"${'x'.repeat(1_100_000)}"}]`;
    const attack = async (times: number) => {
      for (let i = 0; i < times; i++) {
        const attacker = await RawSocket.connect(app.url, anna.token);
        attacker.send(tooBig);
        expect(await attacker.closed).toMatchObject({ code: 1009 });
      }
      return usedBytes();
    };
    const before = await attack(10);
    expect((await attack(40)) - before).toBeLessThan(15_000_000); // of 44 MB that were sent
  });

  it('may be as large as the limit of a frame', async () => {
    const frame = (size: number) => `["lobby:watch",{"x":"${'x'.repeat(size)}"}]`;
    const size = app.config.socketFrameMaxBytes - `421${frame(0)}`.length;
    expect(await raw.ask(1, frame(size))).toEqual({ ok: true, data: {} });
    raw.send(`421${frame(size + 1)}`);
    expect(await raw.closed).toMatchObject({ code: 1009 });
  });
});

async function usedBytes(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let i = 0; i < 3; i++) {
    collect();
    await new Promise((resolve) => setImmediate(resolve)); // buffers are freed after the objects that held them
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

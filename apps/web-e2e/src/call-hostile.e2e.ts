import { expect, test, type Page } from '@playwright/test';
import { expectFlowBetween } from './support/flow';
import { inboundFrom, openPeerConnections, tileOf } from './support/media';
import { meetInRoom, part, Person } from './support/person';
import { Rogue } from './support/rogue';

/** After 30 s without a connection people are told; on a busy machine a little later. */
const toldWithin = { timeout: 50_000 };

/** What the two sides have agreed on, of every connection that is up: another round counts its version up. */
const agreements = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    window.observedPeerConnections
      .filter(({ connectionState }) => connectionState === 'connected')
      .flatMap(({ currentLocalDescription, currentRemoteDescription }) => [
        currentLocalDescription?.sdp ?? '',
        currentRemoteDescription?.sdp ?? '',
      ])
      .map((sdp) => /^o=.*$/m.exec(sdp)?.[0] ?? ''),
  );

const session = (id: number): string => `v=0\r\no=- ${id} 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n`;

/** What no browser says, and what none should take. */
const refusedDescriptions = [
  'nonsense',
  'v=0',
  session(1),
  `${session(2)}m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n`,
  `${session(3)}m=audio 9 UDP/TLS/RTP/SAVPF 111\r\nc=IN IP4 0.0.0.0\r\na=rtpmap:111 opus/48000/2\r\n`,
  `${session(4)}${'m=video 0 UDP/TLS/RTP/SAVPF 96\r\n'.repeat(500)}`,
  `${session(5)}a=group:BUNDLE ${'0 '.repeat(2_000)}\r\n`,
  '\u0000'.repeat(1_000),
  'x'.repeat(60_000),
];

const refusedCandidates = [
  '',
  'nonsense',
  'candidate:1 1 udp 2130706431 999.999.999.999 99999 typ host',
  'candidate:1 1 udp 2130706431 127.0.0.1 22 typ host',
  `candidate:${'9'.repeat(900)}`,
].map((candidate) => ({ candidate, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: 'none' }));

test.setTimeout(240_000);

test('participants who are none, silent and loud: the call of the others goes on as it was, and says who cannot be reached', async ({
  browser,
  baseURL,
}) => {
  const anna = await Person.arrive(browser, 'anna');
  const ben = await Person.arrive(browser, 'ben');
  const both = [anna, ben] as const;
  const path = await meetInRoom('Open to all', ...both);
  for (const person of both) await person.joinCall();
  await expectFlowBetween(anna, ben);
  const agreed = await Promise.all(both.map(({ page }) => agreements(page)));

  const silent = await Rogue.join(baseURL ?? '', path);
  const loud = await Rogue.join(baseURL ?? '', path);
  const ids = both.map(({ username }) => loud.idOf(username));

  await test.step('one takes the offers, and answers with what no browser takes', async () => {
    await expect.poll(() => loud.heard.filter(({ signal }) => signal.type === 'offer').length).toBe(2);
    for (const sdp of refusedDescriptions) {
      for (const to of ids) {
        for (const revision of [0, 1, 1, 2, 1_000_000])
          await loud.signal(to, { type: 'answer', sdp, revision });
        await loud.signal(to, { type: 'offer', sdp, revision: 1 });
        await loud.signal(to, { type: 'candidate', candidate: null });
        for (const candidate of refusedCandidates) await loud.signal(to, { type: 'candidate', candidate });
      }
    }
    await expectFlowBetween(anna, ben);
  });

  await test.step('names others, other calls and nobody', async () => {
    const [annasId = '', bensId = ''] = ids;
    const { callId, self } = loud.call;
    const candidate = { type: 'candidate', candidate: null } as const;
    const nobody = '019a6f3e-0000-7000-8000-000000000000';
    // Whom it is from is said by the server, whatever stands there.
    const offer = { type: 'offer', sdp: session(9), revision: 9 } as const;
    expect(await loud.say('call:signal', { callId, to: bensId, from: annasId, signal: offer })).toBe('ok');
    expect(await loud.signal(nobody, candidate)).toBe('participant_not_found');
    expect(await loud.say('call:signal', { callId: nobody, to: annasId, signal: candidate })).toBe(
      'call_not_found',
    );
    expect(await loud.say('call:leave', { callId: nobody, participantId: annasId })).toBe('ok');
    for (const payload of [
      null,
      [],
      'x',
      7,
      {},
      { callId, to: self.id },
      { callId, to: annasId, signal: offer.sdp },
    ])
      expect(await loud.say('call:signal', payload)).toBe('invalid_input');
    await expectFlowBetween(anna, ben);
  });

  await test.step('and each of the two sees who cannot be reached, and nothing else changes', async () => {
    for (const { page } of both) {
      for (const { username } of [silent, loud])
        await expect(tileOf(page, username)).toContainText(
          `Cannot reach ${username}, still trying`,
          toldWithin,
        );
      expect(await openPeerConnections(page)).toBeLessThanOrEqual(3);
    }
    await expectFlowBetween(anna, ben);
  });

  await test.step('a flood and a megabyte end those who send them, and nobody else', async () => {
    const candidate = { type: 'candidate', candidate: refusedCandidates[1] };
    const payload = { callId: loud.call.callId, to: ids[0], signal: candidate };
    for (let sent = 0; sent < 20_000; sent += 1) loud.socket.emit('call:signal', payload, () => undefined);
    silent.socket.emit('call:signal', { ...payload, signal: { ...candidate, sdp: 'x'.repeat(1_100_000) } });
    await expect.poll(() => [loud.socket.connected, silent.socket.connected]).toEqual([false, false]);
    await expectFlowBetween(anna, ben);
    for (const { page } of both) {
      for (const { username } of [silent, loud]) await expect(tileOf(page, username)).toHaveCount(0);
      await expect.poll(() => openPeerConnections(page)).toBe(1);
    }
  });

  expect(await Promise.all(both.map(({ page }) => agreements(page)))).toEqual(agreed);
  await part(...both);
});

test('a fingerprint that was altered on the way: no media, and the others do not notice', async ({
  browser,
}) => {
  const anna = await Person.arrive(browser, 'anna');
  const ben = await Person.arrive(browser, 'ben');
  const cem = await Person.arrive(browser, 'cem');
  await ben.page.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((frame) => socket.send(typeof frame === 'string' ? withOtherFingerprint(frame) : frame));
  });
  await meetInRoom('Open to all', anna, ben, cem);
  for (const person of [anna, cem, ben]) await person.joinCall();
  await expectFlowBetween(anna, cem);
  for (const other of [anna, cem]) {
    await expect(other.tile(ben)).toContainText(`Cannot reach ${ben.username}, still trying`, toldWithin);
    await expect(ben.tile(other)).toContainText(`Cannot reach ${other.username}, still trying`, toldWithin);
    expect(await inboundFrom(ben.page, other.username)).toEqual({ framesDecoded: 0, audioEnergy: 0 });
    expect(await inboundFrom(other.page, ben.username)).toEqual({ framesDecoded: 0, audioEnergy: 0 });
    expect(await openPeerConnections(other.page)).toBeLessThanOrEqual(2);
  }
  await expectFlowBetween(anna, cem);
  await part(anna, ben, cem);
});

/** The first byte of each, as somebody between the two would have to. */
const withOtherFingerprint = (frame: string): string =>
  frame.replace(/(a=fingerprint:\S+ )([0-9A-F]{2})/gi, (_, name: string, byte: string) => {
    return `${name}${(parseInt(byte, 16) ^ 0xff).toString(16).padStart(2, '0').toUpperCase()}`;
  });

test('what another says by the data channel is taken as far as it makes sense, and no further', async ({
  browser,
}) => {
  const anna = await Person.arrive(browser, 'anna');
  const ben = await Person.arrive(browser, 'ben');
  await ben.page.addInitScript(() => {
    const channels: RTCDataChannel[] = [];
    Object.assign(window, { channels });
    const { createDataChannel } = RTCPeerConnection.prototype;
    RTCPeerConnection.prototype.createDataChannel = function (...init) {
      const channel = createDataChannel.apply(this, init);
      channels.push(channel);
      return channel;
    };
  });
  await meetInRoom('Open to all', anna, ben);
  for (const person of [anna, ben]) await person.joinCall();
  await expectFlowBetween(anna, ben);
  const agreed = await agreements(anna.page);
  await ben.page.evaluate(() => {
    const [channel] = (window as unknown as { channels: RTCDataChannel[] }).channels;
    if (channel?.readyState !== 'open') throw new Error('The channel of the call is not open');
    const view = { type: 'view', camera: 1, screen: null };
    for (const message of [
      '',
      'null',
      '[]',
      '{}',
      '{"type":"view"}',
      '{"__proto__":{"type":"view"}}',
      JSON.stringify({ type: 'unknown' }),
      JSON.stringify({ ...view, camera: -1 }),
      JSON.stringify({ ...view, camera: 1e9 }),
      'x'.repeat(200_000),
    ])
      channel.send(message);
    channel.send(new Uint8Array(50_000));
    for (let sent = 0; sent < 5_000; sent += 1) channel.send(JSON.stringify(view));
  });
  await expectFlowBetween(anna, ben);
  expect(await agreements(anna.page)).toEqual(agreed);
  expect(await openPeerConnections(anna.page)).toBe(1);
  await part(anna, ben);
});

import { populate, startApi } from './api.mjs';
import { Child, cores } from './child.mjs';
import { round, verdict } from './figures.mjs';

/**
 * `npm run bench:flood`: one client in a call sends 20,000 commands a second, and comes back at once whenever it is put
 * out; others of the same call signal on, and somebody elsewhere writes on.
 */
const perSecond = 20_000;
const seconds = 10;
const p99MaxMs = 50;

/** What is flooded: the event by which it reaches others, and how many of them the usual configuration may pass on. */
const floods = {
  'message:send': { event: 'message:created', most: 200 + 50 * seconds },
  'call:signal': { event: 'call:signal', most: 600 + 150 * seconds },
  'call:update-media': { event: 'call:participant-updated', most: 100 + 50 * seconds },
  'call:react': { event: 'call:reacted', most: 15 + 3 * seconds },
};

const core = cores();
const api = await startApi({ core: core.servers });
const [client, other] = [1, 2].map(() => new Child('rough-client.mjs', { core: core.clients }));
const [room, elsewhere] = await populate(api.databaseUrl, 2, 3);
const [flooder, ...pair] = room.members.map((member) => ({ token: api.tokenOf(member) }));
const neighbour = { chatId: elsewhere.chatId, auth: { token: api.tokenOf(elsewhere.members[0]) } };
const talk = () => other.ask('talk', { port: api.port, neighbour, seconds });

await other.ask('meet', { port: api.port, roomId: room.roomId, auths: pair });
await talk(); // to get warm
const quiet = await talk();
const times = (during, what) => ({
  p50: round(during[what].p50, 1),
  quietP99: round(quiet[what].p99, 1),
  quietP50: round(quiet[what].p50, 1),
  roundTrips: during[what].count,
});
const figures = {};
for (const [what, { event, most }] of Object.entries(floods)) {
  const { chatId, roomId } = room;
  const [during, counts] = await Promise.all([
    talk(),
    client.ask('flood', {
      port: api.port,
      flooder: { chatId, roomId, auth: flooder },
      what,
      perSecond,
      seconds,
    }),
  ]);
  const heard = during.heard[event] ?? 0;
  console.log(
    `${what}: sent ${counts.sent}, accepted ${counts.accepted}, refused ${counts.refused}, heard by another ${heard}, put out ${counts.putOut} times`,
  );
  figures[`${what}.neighbourP99Ms`] = verdict(
    'max',
    round(during.chat.p99, 1),
    p99MaxMs,
    times(during, 'chat'),
  );
  figures[`${what}.signalP99Ms`] = verdict(
    'max',
    round(during.signals.p99, 1),
    p99MaxMs,
    times(during, 'signals'),
  );
  figures[`${what}.heard`] = verdict('max', heard, most, counts);
}
await Promise.all([client.stop(), other.stop(), api.stop()]);
console.log(JSON.stringify({ what: 'flood', perSecond, seconds, cores: core, figures }));

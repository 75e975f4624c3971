import { clearInterval, setInterval } from 'node:timers';
import { populate, startApi, withoutLimits } from './api.mjs';
import { Child, cores } from './child.mjs';
import { round, verdict } from './figures.mjs';

/** `npm run bench:stalled`: a member of a chat stops reading, while 24 MB of messages are sent to it. */
const megabytes = 24;

const core = cores();
const { messageRate, commandRate } = withoutLimits;
const api = await startApi({ core: core.servers, config: { messageRate, commandRate } });
const client = new Child('rough-client.mjs', { core: core.clients });
const [{ chatId, members }] = await populate(api.databaseUrl, 1, 2);
const [stalled, neighbour] = members.map((member) => ({ chatId, auth: { token: api.tokenOf(member) } }));
const before = await api.child.ask('collect');
let most = 0;
const watch = setInterval(async () => {
  const { residentBytes } = await api.child.ask('usage');
  most = Math.max(most, residentBytes);
}, 50);
const result = await client.ask('stall', { port: api.port, stalled, neighbour, megabytes });
clearInterval(watch);
const after = await api.child.ask('collect');
await Promise.all([client.stop(), api.stop()]);
const { takenBytes, isCut, neighbourReceived, count } = result;
const figures = {
  cutOff: verdict('min', isCut ? 1 : 0, 1),
  takenMegabytes: verdict('max', round(takenBytes / 1e6, 1), 16), // ours, and what the kernel keeps for both ends
  heldMegabytesAfter: verdict('max', round((after.heldBytes - before.heldBytes) / 1e6, 1), 5, {
    mostResident: round(most / 1e6, 0),
  }),
  neighbourMissed: verdict('max', count - neighbourReceived, 0, {
    messages: count,
    seconds: round(result.seconds, 1),
  }),
};
console.log(JSON.stringify({ what: 'stalled', megabytes, cores: core, figures }));

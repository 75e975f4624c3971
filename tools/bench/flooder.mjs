import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { join, media } from './pair.mjs';
import { Speaker } from './speaker.mjs';

const acknowledgement = '3'.charCodeAt(0);
/** Before it looks what has come in. */
const atOnce = 200;

/** What it sends, by the name of the command: somebody in a call who knows who else is. */
const payloads = {
  'message:send': ({ chatId }) => ({ chatId, clientMessageId: randomUUID(), text: 'Buy now' }),
  'call:signal': ({ call: { callId, participants } }) => ({
    callId,
    to: participants[1].id, // the later ones may be the flooder, as they were before
    signal: { type: 'candidate', candidate: null },
  }),
  'call:update-media': ({ call: { callId } }, sent) => ({
    callId,
    media: { ...media, camera: sent % 2 === 0 },
  }),
  'call:react': ({ call: { callId } }) => ({ callId, emoji: '👏' }),
};

/**
 * A member of a room, in its call, sends so many commands a second, and comes back whenever they are put out, at once
 * and in the same seat.
 */
export async function flood({ port, flooder, what, perSecond, seconds }) {
  const counts = { sent: 0, accepted: 0, refused: 0, putOut: 0 };
  let place = await enter(port, flooder, counts);
  const startedAt = performance.now();
  while (performance.now() - startedAt < seconds * 1000) {
    if (!place.speaker.isOpen) {
      counts.putOut += 1;
      place = await comeBack(port, flooder, counts, place);
    }
    const due = ((performance.now() - startedAt) / 1000) * perSecond - counts.sent;
    for (let index = 0; index < Math.min(due, atOnce) && place.speaker.isOpen; index += 1) {
      place.speaker.say(what, payloads[what](place, counts.sent));
      counts.sent += 1;
    }
    await setImmediate();
  }
  place.speaker.close();
  return counts;
}

async function enter(port, { auth, chatId, roomId }, counts, resume) {
  const speaker = new Speaker(port, auth, (buffer, start, end) => {
    if (buffer[start] !== acknowledgement) return;
    const answer = buffer.toString('latin1', start, Math.min(end, start + 30));
    if (answer.includes('"ok":true')) counts.accepted += 1;
    else counts.refused += 1;
  });
  try {
    return { speaker, chatId, call: await join(speaker, roomId, resume) };
  } catch (error) {
    speaker.close();
    throw error;
  }
}

/** Where it is not let in, it is where it was, and tries again. */
async function comeBack(port, flooder, counts, place) {
  const { callId, self, resumeToken: token } = place.call;
  const resume = { callId, participantId: self.id, token };
  return enter(port, flooder, counts, resume).catch(() => place);
}

import { relaysOf } from '@parlour/webrtc';
import { type Captures } from '../captures';
import { type CheckedConnection } from '../check-browser';
import { type Finding } from '../findings';
import { type IceWorld, relayOnly } from './ice-probes';
import { callBetween, type Course, picturesLack, soundLacks } from './loopback-call';
import { mediaToSend, type SentMedia } from './sent-media';

/**
 * A call with oneself, with all of one: ICE, DTLS, data there and back, pictures and sound, through the relay where there is
 * one. What gets through here gets through for others as well.
 */
export async function probeLoopback(
  world: IceWorld,
  relayFound: boolean,
  captures: Captures,
): Promise<Finding<'loopback'>> {
  const { connect } = world.browser;
  const { servers } = world;
  if (!connect) return { code: 'unsupported' };
  if (servers === 'unavailable') return { code: 'unavailable' };
  const isRelayed = relaysOf(servers).length > 0;
  if (isRelayed && !relayFound) return { code: 'no-relay' };
  const way: RTCConfiguration = isRelayed ? relayOnly(servers) : {};
  const sent = await mediaToSend(world, captures);
  const ends: CheckedConnection[] = [];
  try {
    const newEnd = (): CheckedConnection => {
      const end = connect({ ...way, bundlePolicy: 'max-bundle' });
      ends.push(end);
      return end;
    };
    return findingOf(await callBetween(newEnd(), newEnd(), sent, world), sent, isRelayed);
  } catch {
    return { code: 'refused' };
  } finally {
    for (const end of ends) end.close();
    sent.end();
  }
}

function findingOf({ stood, arrived }: Course, sent: SentMedia, isRelayed: boolean): Finding<'loopback'> {
  if (!stood) return { code: 'no-way' };
  const { pictures, sound } = sent.from;
  const facts = { ...stood, pictures, frames: arrived.frames, sound, soundPackets: arrived.soundPackets };
  const lacks = { pictures: picturesLack(sent, arrived), sound: soundLacks(sent, arrived) };
  if (lacks.pictures && lacks.sound) return { code: 'no-media', facts };
  if (lacks.pictures) return { code: 'no-pictures', facts };
  if (lacks.sound) return { code: 'no-sound', facts };
  if (!sent.picture || !sent.sound) return { code: 'partly', facts };
  return { code: isRelayed ? 'relayed' : 'direct', facts };
}

import { BehaviorSubject } from 'rxjs';
import { type PeerState, type RemotePeer } from '../peer/remote-peer';
import { slots } from '../peer/slots';
import { type Behavior } from '../rx/behavior';
import { type FakeCall, type FakeParticipant } from './fake-call';

/** What is not as it should be between these people, in words; empty when each of them hears and sees each other. */
export function faultsBetween(call: FakeCall, people: readonly FakeParticipant[]): string[] {
  return people.flatMap((me) => {
    const others = people.filter((other) => other !== me);
    const extra = [...me.mesh.peers$.value.keys()].filter((id) => !others.some((other) => other.id === id));
    const open = call.routes.openConnectionsOf(me.id);
    const faults = extra.map((id) => `${me.id} keeps a peer for ${id}`);
    if (open.length !== others.length) faults.push(`${me.id} has ${open.length} connections`);
    for (const { signalingState } of open) {
      if (signalingState !== 'stable') faults.push(`${me.id} has a connection in ${signalingState}`);
    }
    return [...faults, ...others.flatMap((other) => faultsTowards(call, me, other))];
  });
}

function faultsTowards(call: FakeCall, me: FakeParticipant, other: FakeParticipant): string[] {
  const peer = me.mesh.peers$.value.get(other.id);
  const state = peer?.state$.value.kind ?? 'absent';
  const faults = state === 'connected' ? [] : [`${me.id} to ${other.id} is ${state}`];
  const received = {
    microphone: peer?.audio$.value,
    camera: peer?.video$.value,
    screen: peer?.screen$.value,
    screenAudio: peer?.screenAudio$.value,
  };
  for (const { name } of slots) {
    const arrives = call.routes.sourceOf(received[name] ?? null);
    if (arrives !== other.media.outgoing[name].value)
      faults.push(`${me.id} does not get the ${name} of ${other.id}`);
  }
  return faults;
}

/** What is left of these people once they have closed: each figure should be 0. */
export function leftoversOf(call: FakeCall, people: readonly FakeParticipant[]): Record<string, number> {
  const behaviors = people.flatMap(({ media }) => Object.values(media.outgoing));
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  return {
    connections: call.routes.open,
    sendersWithTracks: call.routes.sending,
    devices: sum(people.map(({ devices }) => devices.live)),
    peers: sum(people.map(({ mesh }) => mesh.peers$.value.size)),
    timers: call.clock.pending,
    subscriptions: [...behaviors, call.relayOnly].filter(isObserved).length,
  };
}

export const nothingLeft = {
  connections: 0,
  sendersWithTracks: 0,
  devices: 0,
  peers: 0,
  timers: 0,
  subscriptions: 0,
};

function isObserved(behavior: Behavior<unknown>): boolean {
  return behavior instanceof BehaviorSubject && behavior.observed;
}

/** Somebody who joins, with time to connect. */
export async function joinOne(call: FakeCall, id: string): Promise<FakeParticipant> {
  const participant = call.join(id);
  await call.advance(500);
  return participant;
}

/** People who join one after the other, each with time to connect. */
export async function joinInTurn(call: FakeCall, ...ids: readonly string[]): Promise<FakeParticipant[]> {
  const people: FakeParticipant[] = [];
  for (const id of ids) people.push(await joinOne(call, id));
  return people;
}

export const joinTwo = async (call: FakeCall): Promise<[FakeParticipant, FakeParticipant]> => [
  await joinOne(call, 'a'),
  await joinOne(call, 'b'),
];

export function peerOf(me: FakeParticipant, other: FakeParticipant): RemotePeer {
  const peer = me.mesh.peers$.value.get(other.id);
  if (!peer) throw new Error(`${me.id} has no peer for ${other.id}`);
  return peer;
}

export const stateOf = (me: FakeParticipant, other: FakeParticipant): PeerState =>
  peerOf(me, other).state$.value;

/** Who has offered to whom, in order, as `ab` for a to b. */
export function offersIn(call: FakeCall): string[] {
  return call.signals.filter(({ signal }) => signal.type === 'offer').map(({ from, to }) => from + to);
}

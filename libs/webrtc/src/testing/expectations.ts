import { type PeerState, type RemotePeer } from '../peer/remote-peer';
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
  const heard = call.routes.sourceOf(peer?.audio$.value ?? null);
  const seen = call.routes.sourceOf(peer?.video$.value ?? null);
  const faults: string[] = [];
  if (state !== 'connected') faults.push(`${me.id} to ${other.id} is ${state}`);
  if (heard !== other.media.outgoing.microphone.value) faults.push(`${me.id} does not hear ${other.id}`);
  if (seen !== other.media.outgoing.camera.value) faults.push(`${me.id} does not see ${other.id}`);
  return faults;
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

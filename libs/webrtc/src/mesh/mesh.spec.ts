import { FakeCall, faultsBetween, type FakeParticipant } from '../testing';
import { type PeerState, type RemotePeer } from '../peer/remote-peer';

describe('a mesh', () => {
  let call: FakeCall;

  beforeEach(() => {
    call = new FakeCall();
  });

  async function join(id: string): Promise<FakeParticipant> {
    const participant = call.join(id);
    await call.advance(500);
    return participant;
  }

  async function joinAll(...ids: string[]): Promise<FakeParticipant[]> {
    const people: FakeParticipant[] = [];
    for (const id of ids) people.push(await join(id));
    return people;
  }

  async function joinTwo(): Promise<[FakeParticipant, FakeParticipant]> {
    return [await join('a'), await join('b')];
  }

  function peerOf(me: FakeParticipant, other: FakeParticipant): RemotePeer {
    const peer = me.mesh.peers$.value.get(other.id);
    if (!peer) throw new Error(`${me.id} has no peer for ${other.id}`);
    return peer;
  }

  function stateOf(me: FakeParticipant, other: FakeParticipant): PeerState {
    return peerOf(me, other).state$.value;
  }

  function offers(): string[] {
    return call.signals.filter(({ signal }) => signal.type === 'offer').map(({ from, to }) => from + to);
  }

  describe('when people come and go', () => {
    it('connects everybody with everybody, by one offer a pair, from those who were there', async () => {
      const people = await joinAll('a', 'b', 'c');

      expect(faultsBetween(call, people)).toEqual([]);
      expect(offers()).toEqual(['ab', 'ac', 'bc']);
    });

    it('connects people who come at the same moment', async () => {
      const people = [call.join('c'), call.join('a'), call.join('b')];
      await call.advance(1_000);

      expect(faultsBetween(call, people)).toEqual([]);
    });

    it('closes the peer of somebody who leaves, and no other', async () => {
      const [ann, bob, cem] = await joinAll('a', 'b', 'c');
      if (!ann || !bob || !cem) throw new Error('three');
      const gone = peerOf(ann, cem);

      call.leave(cem);
      await call.advance(500);

      expect(faultsBetween(call, [ann, bob])).toEqual([]);
      expect(gone.state$.value).toEqual({ kind: 'closed' });
      expect(gone.video$.value).toBeNull();
      expect(offers()).toHaveLength(3);
    });

    it('leaves nothing behind when it is closed: no connection, no device, no timer', async () => {
      const people = await joinAll('a', 'b', 'c');

      for (const { mesh, media } of people) {
        mesh.close();
        media.close();
      }
      await call.advance(100);

      expect(call.routes.open).toBe(0);
      expect(people.map(({ devices }) => devices.live)).toEqual([0, 0, 0]);
      expect(people.map(({ mesh }) => mesh.peers$.value.size)).toEqual([0, 0, 0]);
      expect(call.clock.pending).toBe(0);
    });

    it('leaves nothing behind when it is closed while the browser is at work', async () => {
      call.routes.operationMs = () => 200;
      const ann = await join('a');
      const bob = call.join('b');
      await call.advance(300);

      for (const { mesh, media } of [ann, bob]) {
        mesh.close();
        media.close();
      }
      await call.advance(2_000);

      expect(call.routes.open).toBe(0);
      expect(call.clock.pending).toBe(0);
    });

    it('forgets strangers at its close', async () => {
      const ann = await join('a');
      ann.mesh.handleSignal('stranger', { type: 'candidate', candidate: null });

      ann.mesh.close();

      expect(call.clock.pending).toBe(0);
    });

    it('may be closed by whoever watches it', async () => {
      const ann = await join('a');
      ann.mesh.peers$.subscribe((peers) => {
        for (const peer of peers.values()) {
          peer.state$.subscribe(({ kind }) => {
            if (kind === 'connected') ann.mesh.close();
          });
        }
      });
      await join('b');

      expect(ann.mesh.peers$.value.size).toBe(0);
      expect(call.routes.openConnectionsOf('a')).toHaveLength(0);
    });

    it('does nothing after its close', async () => {
      const [ann, bob] = await joinTwo();
      ann.mesh.close();

      ann.mesh.handleParticipantJoined({ id: 'c' });
      ann.mesh.handleRoster([{ id: 'd' }], { resumed: true });
      ann.mesh.handleSignal('b', { type: 'offer', sdp: 'x', revision: 1 });
      await call.advance(1_000);

      expect(call.routes.openConnectionsOf('a')).toHaveLength(0);
      bob.mesh.close();
    });
  });

  describe('with a roster or signals that are not right', () => {
    it('makes no peer for ourselves, and one for somebody named twice', async () => {
      const [ann, bob] = await joinTwo();

      ann.mesh.handleRoster([{ id: 'a' }, { id: 'b' }, { id: 'b' }], { resumed: true });
      ann.mesh.handleParticipantJoined({ id: 'a' });
      ann.mesh.handleParticipantJoined({ id: 'b' });
      ann.mesh.handleSignal('a', { type: 'offer', sdp: 'x', revision: 1 });
      await call.advance(500);

      expect(faultsBetween(call, [ann, bob])).toEqual([]);
      expect(offers()).toEqual(['ab']);
    });

    it('keeps the signals of a stranger until the roster names them', async () => {
      const [ann, bob] = await joinTwo();
      ann.mesh.handleParticipantLeft('b');
      bob.mesh.handleParticipantLeft('a');
      call.signals.length = 0;

      bob.mesh.handleParticipantJoined({ id: 'a' });
      await call.advance(500);
      expect(ann.mesh.peers$.value.size).toBe(0);
      ann.mesh.handleParticipantJoined({ id: 'b' });
      await call.advance(500);

      expect(faultsBetween(call, [ann, bob])).toEqual([]);
      expect(offers()).toEqual(['ba']);
    });

    it('forgets strangers who never appear, and keeps only so much of what they say', async () => {
      const ann = await join('a');
      for (let index = 0; index < 1_000; index++) {
        ann.mesh.handleSignal(`stranger ${index}`, { type: 'offer', sdp: 'x', revision: index });
        ann.mesh.handleSignal('stranger 1', { type: 'candidate', candidate: null });
      }
      expect(call.clock.pending).toBeLessThanOrEqual(8);

      await call.advance(5_000);

      expect(call.clock.pending).toBe(0);
      expect(call.routes.open).toBe(0);
    });

    it('does not disturb a peer that is well, whatever nonsense comes in its name', async () => {
      const [ann, bob] = await joinTwo();

      ann.mesh.handleSignal('b', { type: 'offer', sdp: 'rubbish', revision: 99 });
      ann.mesh.handleSignal('b', { type: 'answer', sdp: 'rubbish', revision: 1 });
      ann.mesh.handleSignal('b', { type: 'answer', sdp: 'rubbish', revision: 99 });
      ann.mesh.handleSignal('b', {
        type: 'candidate',
        candidate: { candidate: 'x', sdpMid: '9', sdpMLineIndex: 9, usernameFragment: 'nobody' },
      });
      await call.advance(20_000);

      expect(faultsBetween(call, [ann, bob])).toEqual([]);
      expect(stateOf(ann, bob)).toMatchObject({ problem: { kind: 'refused' } });
      expect(call.routes.connections).toHaveLength(2);
    });
  });

  describe('while people mute and turn cameras off', () => {
    it('stops and brings back a picture without any negotiation', async () => {
      const [ann, bob] = await joinTwo();
      const video = peerOf(bob, ann).video$.value;

      void ann.media.setCamera(false);
      await call.advance(500);
      expect(call.routes.sourceOf(video)).toBeNull();

      void ann.media.setCamera(true);
      await call.advance(500);
      expect(call.routes.sourceOf(video)).toBe(ann.media.outgoing.camera.value);
      expect(peerOf(bob, ann).video$.value).toBe(video);
      expect(offers()).toEqual(['ab']);
    });

    it('hears how loud somebody is, and nothing of somebody muted', async () => {
      const [ann, bob] = await joinTwo();
      expect(peerOf(bob, ann).audioLevel()).toBe(0.5);

      void ann.media.setMicrophone(false);

      expect(peerOf(bob, ann).audioLevel()).toBe(0);
      expect(faultsBetween(call, [ann, bob])).toEqual([]);
    });

    it('sends the latest track, however slow the browser exchanges them', async () => {
      const [ann, bob] = await joinTwo();
      call.routes.operationMs = () => 120;

      for (const on of [false, true, false, true, false, true]) {
        void ann.media.setCamera(on);
        await call.advance(50);
      }
      await call.advance(1_000);

      expect(ann.media.camera$.value.kind).toBe('on');
      expect(faultsBetween(call, [ann, bob])).toEqual([]);
      expect(ann.devices.live).toBe(2);
    });

    it('connects people without microphone and camera, and brings their tracks later', async () => {
      const ann = await join('a');
      const bob = call.join('b');
      bob.devices.refuse('audio', 'NotAllowedError');
      bob.devices.refuse('video', 'NotAllowedError');
      await call.advance(500);
      expect(faultsBetween(call, [ann, bob])).toEqual([]);
      expect(bob.media.microphone$.value.kind).toBe('failed');

      bob.devices.refuse('audio', null);
      void bob.media.setMicrophone(true);
      await call.advance(500);

      expect(bob.media.outgoing.microphone.value).not.toBeNull();
      expect(faultsBetween(call, [ann, bob])).toEqual([]);
      expect(offers()).toEqual(['ab']);
    });
  });

  describe('when both sides offer at once', () => {
    it('takes the offer of the impolite side at first contact, and maps each track once', async () => {
      const ann = await join('a');
      const bob = call.join('b');
      bob.mesh.handleParticipantJoined({ id: 'a' });
      await call.advance(500);

      expect(offers().sort()).toEqual(['ab', 'ba']);
      expect(faultsBetween(call, [ann, bob])).toEqual([]);
      const [connection] = call.routes.openConnectionsOf('b');
      expect(connection?.getTransceivers()).toHaveLength(2);
    });

    it('rolls back the offer of the polite side later on, and keeps both connections', async () => {
      const [ann, bob] = await joinTwo();

      for (const { id } of [ann, bob]) {
        for (const connection of call.routes.openConnectionsOf(id)) connection.restartIce();
      }
      await call.advance(1_000);

      expect(offers().slice(1).sort()).toEqual(['ab', 'ba']);
      expect(faultsBetween(call, [ann, bob])).toEqual([]);
      expect(call.routes.connections).toHaveLength(2);
    });
  });

  describe('when something does not get through', () => {
    it('says so while nobody answers, keeps offering, and connects when they do', async () => {
      call.loses = ({ from }) => from === 'b';
      const [ann, bob] = await joinTwo();
      expect(stateOf(ann, bob)).toEqual({ kind: 'connecting', problem: null });

      await call.advance(60_000);
      expect(stateOf(ann, bob)).toEqual({ kind: 'connecting', problem: { kind: 'unanswered' } });

      call.loses = () => false;
      await call.advance(40_000);
      expect(faultsBetween(call, [ann, bob])).toEqual([]);
      expect(stateOf(ann, bob)).toEqual({ kind: 'connected', problem: null });
    });

    it('offers itself when those who should do not', async () => {
      const [ann, bob] = await joinTwo();
      ann.mesh.handleParticipantLeft('b');
      bob.mesh.handleParticipantLeft('a');
      ann.mesh.handleRoster([{ id: 'b' }], { resumed: false });
      bob.mesh.handleRoster([{ id: 'a' }], { resumed: false });
      await call.advance(9_000);
      expect(stateOf(bob, ann).kind).toBe('connecting');

      await call.advance(2_000);
      expect(faultsBetween(call, [ann, bob])).toEqual([]);
    });

    it('connects in spite of lost candidates, since an offer said again carries them', async () => {
      let lost = 0;
      call.loses = ({ signal }) => signal.type === 'candidate' && ++lost <= 2;
      const [ann, bob] = await joinTwo();
      await call.advance(30_000);

      expect(faultsBetween(call, [ann, bob])).toEqual([]);
    });

    it('restarts ICE 2 s after a connection is lost, and is healed by that', async () => {
      const [ann, bob] = await joinTwo();
      call.routes.cut('a', 'b');
      await call.advance(1_100);
      expect(stateOf(ann, bob)).toEqual({ kind: 'interrupted', problem: null });
      expect(offers()).toEqual(['ab']);

      await call.advance(2_100);
      expect(offers()).toEqual(['ab', 'ab']);

      call.routes.mend('a', 'b');
      await call.advance(200);
      expect(faultsBetween(call, [ann, bob])).toEqual([]);
    });

    it('leaves a connection alone that comes back by itself', async () => {
      const [ann, bob] = await joinTwo();
      call.routes.cut('a', 'b');
      await call.advance(1_500);
      call.routes.mend('a', 'b');
      await call.advance(10_000);

      expect(offers()).toEqual(['ab']);
      expect(faultsBetween(call, [ann, bob])).toEqual([]);
    });

    it('keeps trying through a long outage without touching the others, and comes back', async () => {
      const [ann, bob, cem] = await joinAll('a', 'b', 'c');
      if (!ann || !bob || !cem) throw new Error('three');
      call.routes.cut('a', 'b');
      await call.advance(120_000);
      expect(stateOf(ann, bob)).toEqual({ kind: 'interrupted', problem: { kind: 'no-route' } });
      expect(stateOf(bob, ann).kind).toBe('interrupted');

      call.routes.mend('a', 'b');
      await call.advance(20_000);

      expect(faultsBetween(call, [ann, bob, cem])).toEqual([]);
      expect(offers().filter((pair) => pair.includes('c'))).toEqual(['ac', 'bc']);
    });

    it('tells what the browser refuses, while the others go on, and mends it when it can', async () => {
      call.routes.refuse = ({ owner, operation }) => owner === 'c' && operation === 'setRemoteDescription';
      const [ann, bob, cem] = await joinAll('a', 'b', 'c');
      if (!ann || !bob || !cem) throw new Error('three');
      expect(stateOf(cem, ann)).toMatchObject({ kind: 'connecting', problem: { kind: 'refused' } });
      expect(stateOf(ann, bob)).toEqual({ kind: 'connected', problem: null });

      await call.advance(60_000);
      expect(stateOf(cem, ann)).toMatchObject({ kind: 'connecting', problem: { kind: 'refused' } });
      call.routes.refuse = () => false;
      await call.advance(40_000);

      expect(faultsBetween(call, [ann, bob, cem])).toEqual([]);
    });

    it('survives a browser that makes no more connections', async () => {
      const ann = await join('a');
      call.routes.exhausted.add('a');
      const bob = await join('b');
      expect(stateOf(ann, bob)).toMatchObject({ kind: 'connecting', problem: { kind: 'refused' } });

      call.routes.exhausted.clear();
      await call.advance(20_000);

      expect(faultsBetween(call, [ann, bob])).toEqual([]);
    });
  });

  describe('when signaling was away', () => {
    it('touches nothing that stands, and offers to who came meanwhile', async () => {
      const [ann, bob] = await joinTwo();
      call.loseSocket(ann);
      const cem = await join('c');
      await call.advance(2_000);
      expect(faultsBetween(call, [bob, cem])).not.toEqual([]);

      call.resume(ann);
      await call.advance(500);

      expect(faultsBetween(call, [ann, bob, cem])).toEqual([]);
      expect(offers()).toEqual(['ab', 'bc', 'ac']);
      expect(call.routes.connections).toHaveLength(6);
    });

    it('says again what was lost meanwhile, without waiting', async () => {
      const [bob, ann] = [await join('b'), call.join('a')];
      call.loses = () => true;
      await call.advance(1_000);
      call.loses = () => false;

      call.resume(ann);
      await call.advance(500);

      expect(faultsBetween(call, [ann, bob])).toEqual([]);
    });

    it('closes at once who has left meanwhile and is not connected', async () => {
      const [ann, bob] = await joinTwo();
      call.loseSocket(ann);
      call.leave(bob);
      await call.advance(4_000);

      call.resume(ann);
      await call.advance(500);

      expect(ann.mesh.peers$.value.size).toBe(0);
      expect(call.routes.open).toBe(0);
    });

    it('keeps those who are still connected for a while when a server has forgotten everybody', async () => {
      const people = await joinAll('a', 'b', 'c');
      people.forEach((person) => {
        call.loseSocket(person);
      });
      call.forgetEverybody();
      await call.advance(3_000);

      for (const person of people) {
        call.resume(person);
        await call.advance(2_000);
        expect(faultsBetween(call, people)).toEqual([]);
      }
      await call.advance(30_000);

      expect(faultsBetween(call, people)).toEqual([]);
      expect(offers()).toHaveLength(3);
      expect(call.clock.pending).toBe(0);
    });

    it('closes who does not come back to a server that has forgotten everybody', async () => {
      const [ann] = await joinTwo();
      call.loseSocket(ann);
      call.forgetEverybody();
      call.resume(ann);
      await call.advance(9_000);
      expect(ann.mesh.peers$.value.size).toBe(1);

      await call.advance(2_000);

      expect(ann.mesh.peers$.value.size).toBe(0);
    });

    it('takes up the new connection of somebody who comes back with the same id after a reload', async () => {
      const [ann, bob] = await joinTwo();
      bob.mesh.close();
      const reloaded = call.reload(bob);
      await call.advance(500);

      expect(faultsBetween(call, [ann, reloaded])).toEqual([]);
      expect(peerOf(ann, bob).video$.value?.readyState).toBe('live');
    });

    it('does not take the word of a replaced connection for that of the new one', async () => {
      call.routes.rejectsAtClose = true;
      const bob = await join('b');
      const ann = call.join('a');
      await call.advance(20);
      call.routes.operationMs = () => 200;
      await call.advance(50);

      const reloaded = call.reload(bob);
      await call.advance(5_000);

      expect(faultsBetween(call, [ann, reloaded])).toEqual([]);
      expect(stateOf(ann, reloaded)).toEqual({ kind: 'connected', problem: null });
    });
  });
});

import { FakeCall, faultsBetween, joinInTurn, joinOne, joinTwo, offersIn, peerOf, stateOf } from '../testing';

describe('a mesh', () => {
  let call: FakeCall;

  beforeEach(() => {
    call = new FakeCall();
  });

  describe('when people come and go', () => {
    it('connects everybody with everybody, by one offer a pair, from those who were there', async () => {
      const people = await joinInTurn(call, 'a', 'b', 'c');

      expect(faultsBetween(call, people)).toEqual([]);
      expect(offersIn(call)).toEqual(['ab', 'ac', 'bc']);
    });

    it('connects people who come at the same moment', async () => {
      const people = [call.join('c'), call.join('a'), call.join('b')];
      await call.advance(1_000);

      expect(faultsBetween(call, people)).toEqual([]);
    });

    it('closes the peer of somebody who leaves, and no other', async () => {
      const [ann, bob, cem] = await joinInTurn(call, 'a', 'b', 'c');
      if (!ann || !bob || !cem) throw new Error('three');
      const gone = peerOf(ann, cem);

      call.leave(cem);
      await call.advance(500);

      expect(faultsBetween(call, [ann, bob])).toEqual([]);
      expect(gone.state$.value).toEqual({ kind: 'closed' });
      expect(gone.video$.value).toBeNull();
      expect(offersIn(call)).toHaveLength(3);
    });

    it('leaves nothing behind when it is closed: no connection, no device, no timer', async () => {
      const people = await joinInTurn(call, 'a', 'b', 'c');

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
      const ann = await joinOne(call, 'a');
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
      const ann = await joinOne(call, 'a');
      ann.mesh.handleSignal('stranger', { type: 'candidate', candidate: null });

      ann.mesh.close();

      expect(call.clock.pending).toBe(0);
    });

    it('may be closed by whoever watches it', async () => {
      const ann = await joinOne(call, 'a');
      ann.mesh.peers$.subscribe((peers) => {
        for (const peer of peers.values()) {
          peer.state$.subscribe(({ kind }) => {
            if (kind === 'connected') ann.mesh.close();
          });
        }
      });
      await joinOne(call, 'b');

      expect(ann.mesh.peers$.value.size).toBe(0);
      expect(call.routes.openConnectionsOf('a')).toHaveLength(0);
    });

    it('does nothing after its close', async () => {
      const [ann, bob] = await joinTwo(call);
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
      const [ann, bob] = await joinTwo(call);

      ann.mesh.handleRoster([{ id: 'a' }, { id: 'b' }, { id: 'b' }], { resumed: true });
      ann.mesh.handleParticipantJoined({ id: 'a' });
      ann.mesh.handleParticipantJoined({ id: 'b' });
      ann.mesh.handleSignal('a', { type: 'offer', sdp: 'x', revision: 1 });
      await call.advance(500);

      expect(faultsBetween(call, [ann, bob])).toEqual([]);
      expect(offersIn(call)).toEqual(['ab']);
    });

    it('keeps the signals of a stranger until the roster names them', async () => {
      const [ann, bob] = await joinTwo(call);
      ann.mesh.handleParticipantLeft('b');
      bob.mesh.handleParticipantLeft('a');
      call.signals.length = 0;

      bob.mesh.handleParticipantJoined({ id: 'a' });
      await call.advance(500);
      expect(ann.mesh.peers$.value.size).toBe(0);
      ann.mesh.handleParticipantJoined({ id: 'b' });
      await call.advance(500);

      expect(faultsBetween(call, [ann, bob])).toEqual([]);
      expect(offersIn(call)).toEqual(['ba']);
    });

    it('forgets strangers who never appear, and keeps only so much of what they say', async () => {
      const ann = await joinOne(call, 'a');
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
      const [ann, bob] = await joinTwo(call);

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
      const [ann, bob] = await joinTwo(call);
      const video = peerOf(bob, ann).video$.value;

      void ann.media.setCamera(false);
      await call.advance(500);
      expect(call.routes.sourceOf(video)).toBeNull();

      void ann.media.setCamera(true);
      await call.advance(500);
      expect(call.routes.sourceOf(video)).toBe(ann.media.outgoing.camera.value);
      expect(peerOf(bob, ann).video$.value).toBe(video);
      expect(offersIn(call)).toEqual(['ab']);
    });

    it('hears how loud somebody is, and nothing of somebody muted', async () => {
      const [ann, bob] = await joinTwo(call);
      expect(peerOf(bob, ann).audioLevel()).toBe(0.5);

      void ann.media.setMicrophone(false);

      expect(peerOf(bob, ann).audioLevel()).toBe(0);
      expect(faultsBetween(call, [ann, bob])).toEqual([]);
    });

    it('sends the latest track, however slow the browser exchanges them', async () => {
      const [ann, bob] = await joinTwo(call);
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
      const ann = await joinOne(call, 'a');
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
      expect(offersIn(call)).toEqual(['ab']);
    });
  });
});

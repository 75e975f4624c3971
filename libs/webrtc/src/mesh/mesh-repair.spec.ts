import { FakeCall, faultsBetween, joinInTurn, joinOne, joinTwo, offersIn, peerOf, stateOf } from '../testing';

describe('a mesh in trouble', () => {
  let call: FakeCall;

  beforeEach(() => {
    call = new FakeCall();
  });

  describe('when both sides offer at once', () => {
    it('takes the offer of the impolite side at first contact, and maps each track once', async () => {
      const ann = await joinOne(call, 'a');
      const bob = call.join('b');
      bob.mesh.handleParticipantJoined({ id: 'a' });
      await call.advance(500);

      expect(offersIn(call).sort()).toEqual(['ab', 'ba']);
      expect(faultsBetween(call, [ann, bob])).toEqual([]);
      const [connection] = call.routes.openConnectionsOf('b');
      expect(connection?.getTransceivers()).toHaveLength(4);
    });

    it('rolls back the offer of the polite side later on, and keeps both connections', async () => {
      const [ann, bob] = await joinTwo(call);

      for (const { id } of [ann, bob]) {
        for (const connection of call.routes.openConnectionsOf(id)) connection.restartIce();
      }
      await call.advance(1_000);

      expect(new Set(offersIn(call).slice(1))).toEqual(new Set(['ab', 'ba']));
      expect(faultsBetween(call, [ann, bob])).toEqual([]);
      expect(call.routes.connections).toHaveLength(2);
    });

    it('agrees at once though the offer of the impolite side was lost on the way', async () => {
      const [ann, bob] = await joinTwo(call);
      const before = peerOf(bob, ann).negotiations;
      call.loses = ({ from, signal }) => from === 'a' && signal.type === 'offer';
      for (const connection of call.routes.openConnectionsOf('a')) connection.restartIce();
      await call.advance(500);
      call.loses = () => false;
      for (const connection of call.routes.openConnectionsOf('b')) connection.restartIce();
      await call.advance(500);

      expect(peerOf(bob, ann).negotiations).toBeGreaterThan(before);
      expect(faultsBetween(call, [ann, bob])).toEqual([]);
    });
  });

  describe('when something does not get through', () => {
    it('says so while nobody answers, keeps offering, and connects when they do', async () => {
      call.loses = ({ from }) => from === 'b';
      const [ann, bob] = await joinTwo(call);
      expect(stateOf(ann, bob)).toEqual({ kind: 'connecting', problem: null });

      await call.advance(60_000);
      expect(stateOf(ann, bob)).toEqual({ kind: 'unreachable', problem: { kind: 'unanswered' } });

      call.loses = () => false;
      await call.advance(40_000);
      expect(faultsBetween(call, [ann, bob])).toEqual([]);
      expect(stateOf(ann, bob)).toEqual({ kind: 'connected', problem: null });
    });

    it('offers itself when those who should do not', async () => {
      const [ann, bob] = await joinTwo(call);
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
      const [ann, bob] = await joinTwo(call);
      await call.advance(30_000);

      expect(faultsBetween(call, [ann, bob])).toEqual([]);
    });

    it('restarts ICE 2 s after a connection is lost, and is healed by that', async () => {
      const [ann, bob] = await joinTwo(call);
      call.routes.cut('a', 'b');
      await call.advance(1_100);
      expect(stateOf(ann, bob)).toEqual({ kind: 'interrupted', problem: null });
      expect(offersIn(call)).toEqual(['ab']);

      await call.advance(2_100);
      expect(offersIn(call)).toEqual(['ab', 'ab']);

      call.routes.mend('a', 'b');
      await call.advance(200);
      expect(faultsBetween(call, [ann, bob])).toEqual([]);
    });

    it('leaves a connection alone that comes back by itself', async () => {
      const [ann, bob] = await joinTwo(call);
      call.routes.cut('a', 'b');
      await call.advance(1_500);
      call.routes.mend('a', 'b');
      await call.advance(10_000);

      expect(offersIn(call)).toEqual(['ab']);
      expect(faultsBetween(call, [ann, bob])).toEqual([]);
    });

    it('keeps trying through a long outage without touching the others, and comes back', async () => {
      const [ann, bob, cem] = await joinInTurn(call, 'a', 'b', 'c');
      if (!ann || !bob || !cem) throw new Error('three');
      call.routes.cut('a', 'b');
      await call.advance(120_000);
      expect(stateOf(ann, bob)).toEqual({ kind: 'unreachable', problem: { kind: 'no-route' } });
      expect(stateOf(bob, ann).kind).toBe('unreachable');

      call.routes.mend('a', 'b');
      await call.advance(20_000);

      expect(faultsBetween(call, [ann, bob, cem])).toEqual([]);
      expect(offersIn(call).filter((pair) => pair.includes('c'))).toEqual(['ac', 'bc']);
    });

    it('tells what the browser refuses, while the others go on, and mends it when it can', async () => {
      call.routes.refuse = ({ owner, operation }) => owner === 'c' && operation === 'setRemoteDescription';
      const [ann, bob, cem] = await joinInTurn(call, 'a', 'b', 'c');
      if (!ann || !bob || !cem) throw new Error('three');
      expect(stateOf(cem, ann)).toMatchObject({ kind: 'connecting', problem: { kind: 'refused' } });
      expect(stateOf(ann, bob)).toEqual({ kind: 'connected', problem: null });

      await call.advance(60_000);
      expect(stateOf(cem, ann)).toMatchObject({ kind: 'unreachable', problem: { kind: 'refused' } });
      call.routes.refuse = () => false;
      await call.advance(40_000);

      expect(faultsBetween(call, [ann, bob, cem])).toEqual([]);
    });

    it('survives a browser that makes no more connections', async () => {
      const ann = await joinOne(call, 'a');
      call.routes.exhausted.add('a');
      const bob = await joinOne(call, 'b');
      expect(stateOf(ann, bob)).toMatchObject({ kind: 'connecting', problem: { kind: 'refused' } });

      call.routes.exhausted.clear();
      await call.advance(20_000);

      expect(faultsBetween(call, [ann, bob])).toEqual([]);
    });
  });

  describe('when signaling was away', () => {
    it('touches nothing that stands, and offers to who came meanwhile', async () => {
      const [ann, bob] = await joinTwo(call);
      call.loseSocket(ann);
      const cem = await joinOne(call, 'c');
      await call.advance(2_000);
      expect(faultsBetween(call, [bob, cem])).not.toEqual([]);

      call.resume(ann);
      await call.advance(500);

      expect(faultsBetween(call, [ann, bob, cem])).toEqual([]);
      expect(offersIn(call)).toEqual(['ab', 'bc', 'ac']);
      expect(call.routes.connections).toHaveLength(6);
    });

    it('says again what was lost meanwhile, without waiting', async () => {
      const [bob, ann] = [await joinOne(call, 'b'), call.join('a')];
      call.loses = () => true;
      await call.advance(1_000);
      call.loses = () => false;

      call.resume(ann);
      await call.advance(500);

      expect(faultsBetween(call, [ann, bob])).toEqual([]);
    });

    it('closes at once who has left meanwhile and is not connected', async () => {
      const [ann, bob] = await joinTwo(call);
      call.loseSocket(ann);
      call.leave(bob);
      await call.advance(4_000);

      call.resume(ann);
      await call.advance(500);

      expect(ann.mesh.peers$.value.size).toBe(0);
      expect(call.routes.open).toBe(0);
    });

    it('keeps those who are still connected for a while when a server has forgotten everybody', async () => {
      const people = await joinInTurn(call, 'a', 'b', 'c');
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
      expect(offersIn(call)).toHaveLength(3);
      expect(call.clock.pending).toBe(0);
    });

    it('closes who does not come back to a server that has forgotten everybody', async () => {
      const [ann] = await joinTwo(call);
      call.loseSocket(ann);
      call.forgetEverybody();
      call.resume(ann);
      await call.advance(9_000);
      expect(ann.mesh.peers$.value.size).toBe(1);

      await call.advance(2_000);

      expect(ann.mesh.peers$.value.size).toBe(0);
    });

    it('takes up the new connection of somebody who comes back with the same id after a reload', async () => {
      const [ann, bob] = await joinTwo(call);
      bob.mesh.close();
      const reloaded = call.reload(bob);
      await call.advance(500);

      expect(faultsBetween(call, [ann, reloaded])).toEqual([]);
      expect(peerOf(ann, bob).video$.value?.readyState).toBe('live');
    });

    it('does not take the word of a replaced connection for that of the new one', async () => {
      call.routes.rejectsAtClose = true;
      const bob = await joinOne(call, 'b');
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

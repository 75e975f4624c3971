import {
  FakeCall,
  faultsBetween,
  joinInTurn,
  joinTwo,
  offersIn,
  peerOf,
  stateOf,
  type FakeParticipant,
} from '../testing';

describe('a mesh on a network that changes', () => {
  let call: FakeCall;

  beforeEach(() => {
    call = new FakeCall();
  });

  /** The TURN user that each generation of candidates of somebody was gathered with, and by which routes. */
  const gathered = ({ id }: FakeParticipant): string[] =>
    call.routes.connections
      .filter(({ owner }) => owner === id)
      .flatMap(({ gatheredWith }) => gatheredWith)
      .map(({ iceServers, iceTransportPolicy }) => `${iceServers?.[0]?.username} ${iceTransportPolicy}`);

  const rounds = (people: readonly FakeParticipant[]): number[] =>
    people.flatMap((me) => [...me.mesh.peers$.value.values()].map(({ negotiations }) => negotiations));

  it('gives every pair of the side that moved a new way at once, and leaves the others alone', async () => {
    const [ann, bob, cem] = await joinInTurn(call, 'a', 'b', 'c');
    if (!ann || !bob || !cem) throw new Error('three');

    ann.mesh.handleNetworkChanged();
    await call.advance(500);

    expect(offersIn(call).slice(3)).toEqual(['ab', 'ac']);
    expect(peerOf(bob, cem).negotiations).toBe(1);
    expect(faultsBetween(call, [ann, bob, cem])).toEqual([]);
  });

  it('does not renegotiate what is well when the network is only back', async () => {
    const people = await joinInTurn(call, 'a', 'b', 'c');
    for (const { mesh } of people) mesh.handleNetworkChanged({ addressChanged: false });
    await call.advance(500);

    expect(rounds(people)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('does not wait for the next try when the network is back after a cut', async () => {
    const [ann, bob] = await joinTwo(call);
    call.routes.cut('a', 'b');
    await call.advance(25_000);
    call.routes.mend('a', 'b');
    expect(stateOf(ann, bob).kind).toBe('interrupted');

    ann.mesh.handleNetworkChanged({ addressChanged: false });
    await call.advance(200);

    expect(faultsBetween(call, [ann, bob])).toEqual([]);
  });

  it('renegotiates nothing while a server is away, for however long, if the media flow', async () => {
    const people = await joinInTurn(call, 'a', 'b', 'c');
    people.forEach((person) => {
      call.loseSocket(person);
    });
    call.forgetEverybody();
    await call.advance(60_000);
    for (const person of people.toReversed()) {
      call.resume(person);
      await call.advance(300);
    }
    await call.advance(60_000);

    expect(rounds(people)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(call.routes.connections).toHaveLength(6);
    expect(faultsBetween(call, people)).toEqual([]);
  });

  it('comes back from a cut that takes the network and the way to the server, as soon as both are back', async () => {
    const [ann, bob] = await joinTwo(call);
    call.routes.cut('a', 'b');
    call.loseSocket(ann);
    await call.advance(20_000);
    call.routes.mend('a', 'b');

    call.resume(ann);
    await call.advance(300);

    expect(faultsBetween(call, [ann, bob])).toEqual([]);
  });

  it('survives a network that flaps, on the connections that it has', async () => {
    const [ann, bob] = await joinTwo(call);
    call.routes.cut('a', 'b');
    for (let times = 0; times < 50; times++) {
      ann.mesh.handleNetworkChanged();
      await call.advance(100);
    }
    call.routes.mend('a', 'b');
    ann.mesh.handleNetworkChanged();
    await call.advance(1_500);

    expect(faultsBetween(call, [ann, bob])).toEqual([]);
    expect(call.routes.connections).toHaveLength(2);
    expect(offersIn(call).length).toBeLessThan(16);
  });

  describe('with credentials that end', () => {
    it('fetches new ones as soon as somebody is lost, and restarts with them on both sides', async () => {
      const [ann, bob] = await joinTwo(call);
      await call.advance(60_000);
      call.routes.cut('a', 'b');
      await call.advance(1_100);
      expect(call.ice.asked).toBeGreaterThan(0);

      await call.advance(2_500);
      call.routes.mend('a', 'b');
      await call.advance(500);

      expect(faultsBetween(call, [ann, bob])).toEqual([]);
      for (const each of [ann, bob]) {
        expect(gathered(each)[0]).toBe('credential 0 all');
        expect(gathered(each).at(-1)).not.toBe('credential 0 all');
      }
    });

    it('gathers for a connection that replaces another one with new ones', async () => {
      const [ann, bob] = await joinTwo(call);
      await call.advance(60_000);
      call.reload(bob);
      await call.advance(500);

      expect(gathered(ann)).toEqual(['credential 0 all', 'credential 1 all']);
    });

    it('does not let others wait at first contact', async () => {
      await joinTwo(call);
      await call.advance(60_000);
      call.ice.answer = () => new Promise(() => undefined);
      call.join('c');
      await call.advance(200);

      expect(call.ice.asked).toBe(0);
      expect(call.routes.openConnectionsOf('c')).toHaveLength(2);
    });

    it('restarts with the old ones after 2 s when the server does not answer', async () => {
      const [ann, bob] = await joinTwo(call);
      await call.advance(60_000);
      call.ice.answer = () => new Promise(() => undefined);

      ann.mesh.handleNetworkChanged();
      await call.advance(1_900);
      expect(offersIn(call)).toHaveLength(1);
      await call.advance(300);

      expect(offersIn(call)).toHaveLength(2);
      expect(faultsBetween(call, [ann, bob])).toEqual([]);
    });
  });

  it('changes to a relay alone by a new connection, which never knew a direct way, and back by a restart', async () => {
    const [ann, bob] = await joinTwo(call);
    call.relayOnly.set(true);
    await call.advance(1_000);
    expect(gathered(ann).at(-1)).toMatch(/relay$/);
    expect(gathered(bob).at(-1)).toMatch(/relay$/);
    expect(faultsBetween(call, [ann, bob])).toEqual([]);
    const { length } = call.routes.connections;
    expect(length).toBeGreaterThan(2);

    call.relayOnly.set(false);
    await call.advance(1_000);

    expect(gathered(ann).at(-1)).toMatch(/all$/);
    expect(faultsBetween(call, [ann, bob])).toEqual([]);
    expect(call.routes.connections).toHaveLength(length);
  });
});

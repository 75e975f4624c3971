import { type Participant } from '@parlour/contracts';
import { ben as benUser } from '../core/testing/users';
import { participantOf } from '../ring/testing/ring-world';
import { handsInOrder } from './hands';
import { CallWorld } from './testing/call-world';

const at = (second: number): string => `2026-11-21T10:00:0${second}.000Z`;

describe('hands', () => {
  it('are heard in the order in which they were raised, and at the same moment in one that all see alike', () => {
    const [a, b, c, d] = [1, 2, 3, 4].map(() => participantOf(benUser));
    if (!a || !b || !c || !d) throw new Error('four were made');
    const up = (participant: Participant, handRaisedAt: string): Participant => ({
      ...participant,
      handRaisedAt,
    });
    const hands = handsInOrder([up(d, at(2)), a, up(c, at(2)), up(b, at(1))]);
    expect(hands.map(({ id }) => id)).toEqual([b.id, ...[c.id, d.id].sort()]);
  });

  describe('of oneself', () => {
    let world: CallWorld;
    const call = () => {
      const now = world.calls.call();
      if (!now) throw new Error('Not in the call');
      return now;
    };
    const sent = () => world.realtime.sent('call:raise-hand').map(({ raised }) => raised);
    const tell = (participant: Participant, handRaisedAt: string | null) =>
      world.realtime.push('call:participant-updated', {
        callId: world.callId,
        participant: { ...participant, handRaisedAt },
      });

    async function comeBack(handRaisedAt: string | null): Promise<void> {
      world.realtime.answer('call:join', () =>
        world.joinedWith([world.ben], { resumed: true, self: { ...world.anna, handRaisedAt } }),
      );
      world.realtime.comeBack();
      await world.settled();
    }

    beforeEach(async () => {
      world = new CallWorld();
      await world.join();
    });

    it('are in the list when the server has said when, and out of it at once', async () => {
      tell(world.ben, at(5));
      call().setHand(true);
      await world.settled();
      expect(sent()).toEqual([true]);
      expect(call().isHandRaised).toBe(true);
      expect(call().hands()).toHaveLength(1);
      tell(world.anna, at(2));
      expect(
        call()
          .hands()
          .map(({ user }) => user.username),
      ).toEqual(['anna', 'ben']);
      call().setHand(false);
      expect(call().hands()).toHaveLength(1);
    });

    it('are raised again to a server that has forgotten', async () => {
      call().setHand(true);
      await world.settled();
      tell(world.anna, at(2));
      world.realtime.lose();
      await world.settled();
      await comeBack(null);
      expect(sent()).toEqual([true, true]);
    });

    it('that were lowered while the server was away are lowered when it is back', async () => {
      call().setHand(true);
      await world.settled();
      world.realtime.lose();
      await world.settled();
      call().setHand(false);
      await comeBack(at(2));
      expect(sent()).toEqual([true, false]);
      expect(call().hands()).toEqual([]);
    });

    it('are left alone where the server knows of them', async () => {
      call().setHand(true);
      await world.settled();
      world.realtime.lose();
      await world.settled();
      await comeBack(at(2));
      expect(sent()).toEqual([true]);
    });

    it('stay up where the call had to be joined anew', async () => {
      call().setHand(true);
      await world.settled();
      world.realtime.lose();
      await world.settled();
      const again = participantOf(world.anna.user);
      world.realtime.answer('call:join', () => world.joinedWith([world.ben], { self: again }));
      world.realtime.comeBack();
      await world.settled();
      expect(call().self.id).toBe(again.id);
      expect(sent()).toEqual([true, true]);
    });
  });
});

describe('a reaction', () => {
  it('is told of once per word of the server, and only of who is there', async () => {
    const world = new CallWorld();
    await world.join();
    const call = world.calls.call();
    const seen: string[] = [];
    call?.reactions$.subscribe(({ emoji }) => seen.push(emoji));
    await call?.react('👏');
    expect(world.realtime.sent('call:react')).toEqual([{ callId: world.callId, emoji: '👏' }]);
    expect(seen).toEqual([]);
    const { callId } = world;
    world.realtime.push('call:reacted', { callId, participantId: world.anna.id, emoji: '👏' });
    world.realtime.push('call:reacted', { callId, participantId: world.ben.id, emoji: '🎉' });
    world.realtime.push('call:reacted', { callId, participantId: participantOf(benUser).id, emoji: '👻' });
    expect(seen).toEqual(['👏', '🎉']);
  });

  it('that does not get through is no failure', async () => {
    const world = new CallWorld();
    await world.join();
    world.realtime.refuse('call:react', 'rate_limited');
    await expect(world.calls.call()?.react('👏')).resolves.toBeUndefined();
  });
});

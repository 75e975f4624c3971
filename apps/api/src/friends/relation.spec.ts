import type { Relation } from '@parlour/contracts';
import fc from 'fast-check';
import {
  isNothing,
  otherSide,
  type Pair,
  type RelationAction,
  relationActions,
  type Side,
  type Step,
  step,
  strangers,
  viewOf,
} from './relation.js';

const at = (second: number) => new Date(Date.UTC(2026, 10, 21) + second * 1_000);

/** Refused steps leave the pair as it is. */
const after = (pair: Pair, next: Step): Pair => {
  const result = step(pair, next);
  return 'pair' in result ? result.pair : pair;
};

const pairAfter = (...steps: readonly (readonly [Side, RelationAction])[]): Pair =>
  steps.reduce((pair, [by, action], second) => after(pair, { by, action, at: at(second) }), strangers);

/** A pair that `low` sees so. */
const pairs: Record<Relation, Pair> = {
  none: strangers,
  outgoing: pairAfter(['low', 'request']),
  incoming: pairAfter(['high', 'request']),
  friends: pairAfter(['low', 'request'], ['high', 'accept']),
  blocked: pairAfter(['low', 'block']),
};

describe('what two people are to each other', () => {
  it.each<[Relation, RelationAction, string]>([
    ['none', 'request', 'outgoing'],
    ['none', 'withdraw', 'request_not_found'],
    ['none', 'accept', 'request_not_found'],
    ['none', 'decline', 'request_not_found'],
    ['none', 'remove', 'not_friends'],
    ['none', 'block', 'blocked'],
    ['none', 'unblock', 'none'],
    ['outgoing', 'request', 'already_requested'],
    ['outgoing', 'withdraw', 'none'],
    ['outgoing', 'accept', 'request_not_found'],
    ['outgoing', 'decline', 'request_not_found'],
    ['outgoing', 'remove', 'not_friends'],
    ['outgoing', 'block', 'blocked'],
    ['outgoing', 'unblock', 'outgoing'],
    ['incoming', 'request', 'friends'],
    ['incoming', 'withdraw', 'request_not_found'],
    ['incoming', 'accept', 'friends'],
    ['incoming', 'decline', 'none'],
    ['incoming', 'remove', 'not_friends'],
    ['incoming', 'block', 'blocked'],
    ['incoming', 'unblock', 'incoming'],
    ['friends', 'request', 'already_friends'],
    ['friends', 'withdraw', 'request_not_found'],
    ['friends', 'accept', 'request_not_found'],
    ['friends', 'decline', 'request_not_found'],
    ['friends', 'remove', 'none'],
    ['friends', 'block', 'blocked'],
    ['friends', 'unblock', 'friends'],
    ['blocked', 'request', 'person_blocked'],
    ['blocked', 'withdraw', 'request_not_found'],
    ['blocked', 'accept', 'request_not_found'],
    ['blocked', 'decline', 'request_not_found'],
    ['blocked', 'remove', 'not_friends'],
    ['blocked', 'block', 'blocked'],
    ['blocked', 'unblock', 'none'],
  ])('%s: %s → %s', (relation, action, expected) => {
    const result = step(pairs[relation], { by: 'low', action, at: at(9) });
    expect('pair' in result ? viewOf(result.pair, 'low').relation : result.refusal).toBe(expected);
  });

  it('a request from before or during a block is an ordinary one again when the block ends', () => {
    expect(viewOf(pairAfter(['low', 'request'], ['high', 'block']), 'high').relation).toBe('blocked');
    const before = pairAfter(['low', 'request'], ['high', 'block'], ['high', 'unblock']);
    expect(viewOf(before, 'high')).toEqual({ relation: 'incoming', since: at(0) });
    const during = pairAfter(['high', 'block'], ['low', 'request'], ['high', 'unblock']);
    expect(viewOf(during, 'high')).toEqual({ relation: 'incoming', since: at(1) });
  });

  const sides = fc.constantFrom<Side>('low', 'high');
  const actions = fc.constantFrom(...relationActions);
  const histories = fc.array(fc.tuple(sides, actions), { maxLength: 40 });

  it('both see the same of one friendship or request, and never one beside a block', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        let pair = strangers;
        steps.forEach(([by, action], second) => {
          pair = after(pair, { by, action, at: at(second) });
          const [low, high] = [viewOf(pair, 'low'), viewOf(pair, 'high')];
          expect(low.relation === 'friends').toBe(high.relation === 'friends');
          if (low.relation === 'friends') expect(low).toEqual(high);
          if (low.relation === 'incoming') expect(high).toEqual({ ...low, relation: 'outgoing' });
          if (high.relation === 'incoming') expect(low).toEqual({ ...high, relation: 'outgoing' });
          for (const side of ['low', 'high'] as const) {
            const isBlocking = pair.blockedAt[side] !== null;
            expect(viewOf(pair, side).relation === 'blocked').toBe(isBlocking);
            if (!isBlocking) continue;
            expect(pair.friendsSince).toBeNull();
            expect(pair.request?.by).not.toBe(side);
          }
          expect(viewOf(pair, 'low').relation !== 'none' || viewOf(pair, 'high').relation !== 'none').toBe(
            !isNothing(pair),
          );
        });
      }),
    );
  });

  /** In the world where nobody blocks, who wants to be rid of somebody takes back what they gave, and answers no more. */
  function silently(pair: Pair, { by, action, at }: Step, blocks: boolean): Pair {
    if (action === 'block') {
      return after(after(pair, { by, action: 'remove', at }), { by, action: 'withdraw', at });
    }
    return blocks || action === 'unblock' ? pair : after(pair, { by, action, at });
  }

  it('to be blocked is to see, and to be answered, what one would be by somebody who does not answer', () => {
    fc.assert(
      fc.property(histories, sides, (steps, blocker) => {
        const other = otherSide(blocker);
        let [blocking, silent] = [strangers, strangers];
        steps.forEach(([by, action], second) => {
          const next = { by, action, at: at(second) };
          if (by === blocker) {
            silent = silently(silent, next, blocking.blockedAt[blocker] !== null);
            blocking = after(blocking, next);
          } else {
            const [answer, silentAnswer] = [step(blocking, next), step(silent, next)];
            if ('refusal' in answer || 'refusal' in silentAnswer) expect(answer).toEqual(silentAnswer);
            blocking = after(blocking, next);
            silent = after(silent, next);
          }
          expect(viewOf(blocking, other)).toEqual(viewOf(silent, other));
        });
      }),
    );
  });
});

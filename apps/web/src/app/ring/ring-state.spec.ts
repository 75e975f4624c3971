import { anna, ben, cem } from '../core/testing/users';
import { type RingEvent, type RingState, noRings, ringing, soundOf, transition } from './ring-state';
import { nextId, ringOf } from './testing/rings';

const after = (...events: RingEvent[]): RingState => events.reduce(transition, noRings);
const theirs = ringOf();
const mine = ringOf({ caller: anna, callee: ben, video: true });
const { chatId } = mine;
const dialled: RingEvent = { kind: 'dialled', dialling: { chatId, userId: ben.id, video: true } };
const started: RingEvent = { kind: 'started', ring: mine, isOurs: true };
const rang: RingEvent = { kind: 'rang', ring: theirs };
const mineEnded = (outcome: 'answered' | 'declined' | 'missed' | 'busy'): RingEvent => ({
  kind: 'ended',
  ringId: mine.id,
  outcome,
});
const callEnded = (cause: 'left' | 'over', seconds: number | null = null): RingEvent => ({
  kind: 'call-ended',
  chatId,
  callId: mine.callId,
  cause,
  seconds,
});

describe('a ring that comes in', () => {
  it('rings until it ends, and then for good', () => {
    expect(soundOf(after(rang))).toBe('ring');
    const over = after(rang, { kind: 'ended', ringId: theirs.id, outcome: 'cancelled' });
    expect(soundOf(over)).toBeNull();
    expect(ringing(transition(over, rang))).toEqual([]);
    expect(
      ringing(transition(over, { kind: 'listed', asked: [], incoming: [theirs], outgoing: [] })),
    ).toEqual([]);
  });

  it('is shown once, however often it is told of', () => {
    expect(ringing(after(rang, rang))).toHaveLength(1);
  });

  it('is silent while it is answered here, and rings again when that fails', () => {
    const answering = after(rang, { kind: 'accepted', ringId: theirs.id });
    expect(soundOf(answering)).toBeNull();
    const failed = transition(answering, { kind: 'answer-failed', ringId: theirs.id, isOver: false });
    expect(soundOf(failed)).toBe('ring');
  });

  it('that was over before it was answered does not come back', () => {
    const failed = after(
      rang,
      { kind: 'accepted', ringId: theirs.id },
      { kind: 'answer-failed', ringId: theirs.id, isOver: true },
    );
    expect(failed).toMatchObject({ incoming: [], answering: null });
  });

  it('that was declined here stays silent until the server knows', () => {
    const declined = after(rang, { kind: 'declined', ringId: theirs.id });
    const listed = transition(declined, { kind: 'listed', asked: [], incoming: [theirs], outgoing: [] });
    expect(ringing(listed)).toEqual([]);
    expect(listed.declined).toEqual([theirs.id]);
    expect(transition(listed, { kind: 'listed', asked: [], incoming: [], outgoing: [] }).declined).toEqual(
      [],
    );
  });

  it('of somebody else goes on while another one ends', () => {
    const other = ringOf({ caller: cem });
    const state = after(
      rang,
      { kind: 'rang', ring: other },
      { kind: 'ended', ringId: theirs.id, outcome: 'missed' },
    );
    expect(ringing(state)).toEqual([other]);
  });
});

describe('the list of a new connection', () => {
  it('replaces what was shown when it was asked for, so that nothing rings for ever', () => {
    const listed = after(rang, { kind: 'listed', asked: [theirs.id], incoming: [], outgoing: [] });
    expect(listed.incoming).toEqual([]);
  });

  it('brings what began to ring while the connection was away', () => {
    expect(ringing(after({ kind: 'listed', asked: [], incoming: [theirs], outgoing: [] }))).toEqual([theirs]);
  });

  it('does not take away what came after it was asked for', () => {
    const listed = after(rang, { kind: 'listed', asked: [], incoming: [], outgoing: [] });
    expect(ringing(listed)).toEqual([theirs]);
  });

  it('shows no ring that another tab of ours began', () => {
    expect(after({ kind: 'listed', asked: [], incoming: [], outgoing: [mine] }).outgoing).toEqual([]);
  });

  it('ends our own ring where the server knows it no more', () => {
    const listed = after(dialled, started, { kind: 'listed', asked: [mine.id], incoming: [], outgoing: [] });
    expect(soundOf(listed)).toBeNull();
  });
});

describe('a ring of ours', () => {
  it('is heard from the first moment until it is answered', () => {
    expect(soundOf(after(dialled))).toBe('ringback');
    expect(soundOf(after(dialled, started))).toBe('ringback');
    const answered = after(dialled, started, mineEnded('answered'));
    expect(soundOf(answered)).toBeNull();
    expect(answered.result).toBeNull();
  });

  it.each(['declined', 'missed', 'busy'] as const)('says that it was %s', (outcome) => {
    const ended = after(dialled, started, mineEnded(outcome));
    expect(ended).toMatchObject({ outgoing: [], result: { chatId, how: outcome, video: true } });
  });

  it('that ended before the server’s answer came is over at once', () => {
    const ended = after(dialled, mineEnded('declined'), started);
    expect(ended).toMatchObject({ outgoing: [], dialling: null, result: { how: 'declined' } });
  });

  it('says why it ended also where the end of its call came first', () => {
    const over = after(dialled, started, callEnded('over'));
    expect(soundOf(over)).toBeNull();
    expect(over.result?.how).toBe('over');
    expect(transition(over, mineEnded('missed')).result?.how).toBe('missed');
  });

  it('keeps saying why when the end of its call comes after', () => {
    expect(after(dialled, started, mineEnded('declined'), callEnded('over')).result?.how).toBe('declined');
  });

  it('that is refused says why, and rings no more', () => {
    const refused = after(dialled, { kind: 'refused', how: 'busy' });
    expect(refused).toMatchObject({ dialling: null, result: { chatId, how: 'busy', video: true } });
    expect(soundOf(refused)).toBeNull();
  });

  it('that was given up before the server answered does not begin', () => {
    const gaveUp: RingEvent = { kind: 'call-ended', chatId, callId: null, cause: 'left', seconds: null };
    const late = after(dialled, gaveUp, started);
    expect(late).toMatchObject({ outgoing: [], dialling: null, result: null });
  });

  it('that met theirs is an answer: nothing rings on either side', () => {
    const met = after(dialled, rang, { kind: 'started', ring: theirs, isOurs: false });
    expect(met).toMatchObject({ incoming: [], outgoing: [], dialling: null, result: null });
    expect(ringing(transition(met, rang))).toEqual([]);
  });

  it('that was hung up by us needs no words', () => {
    expect(after(dialled, started, callEnded('left'), mineEnded('missed')).result).toBeNull();
  });
});

describe('a call that was talked in', () => {
  it('says how long it was when the other one hung up', () => {
    const over = after(dialled, started, mineEnded('answered'), callEnded('over', 75));
    expect(over.result).toMatchObject({ how: 'over', seconds: 75, video: true });
  });

  it('leaves nothing to say when we hung up', () => {
    expect(after(dialled, started, mineEnded('answered'), callEnded('left', 75)).result).toBeNull();
  });

  it('rings somebody else into it without the tone of a first call', () => {
    const third = ringOf({ caller: anna, callee: cem, callId: mine.callId, others: [ben] });
    const invited = after(dialled, started, mineEnded('answered'), { kind: 'invited', ring: third });
    expect(invited.outgoing).toEqual([third]);
    expect(soundOf(invited)).toBeNull();
    const declined = transition(invited, { kind: 'ended', ringId: third.id, outcome: 'declined' });
    expect(declined).toMatchObject({ outgoing: [], result: null });
  });

  it('takes its rings with it when it ends', () => {
    const third = ringOf({ caller: anna, callee: cem, callId: mine.callId, others: [ben] });
    const over = after(
      dialled,
      started,
      mineEnded('answered'),
      { kind: 'invited', ring: third },
      callEnded('left'),
    );
    expect(over.outgoing).toEqual([]);
  });

  it('makes room for the next one: an old end is no longer said', () => {
    const again = after(dialled, { kind: 'refused', how: 'busy' }, dialled);
    expect(again.result).toBeNull();
    expect(after(dialled, { kind: 'refused', how: 'busy' }, { kind: 'dismissed' }).result).toBeNull();
  });

  it('is of one chat only', () => {
    const other: RingEvent = {
      kind: 'call-ended',
      chatId: nextId(),
      callId: nextId(),
      cause: 'over',
      seconds: 3,
    };
    expect(after(dialled, started, other).outgoing).toEqual([mine]);
  });
});

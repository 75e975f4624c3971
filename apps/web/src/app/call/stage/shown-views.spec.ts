import { type PeerView } from '@parlour/contracts';
import { type Sight, type Views, changedViews, isUrgent, viewsOf } from './shown-views';

const nothing: PeerView = { camera: null, screen: null };
const sight = (participantId: string, slot: Sight['slot'], height: number | null): Sight => ({
  participantId,
  slot,
  height,
});
const ofBen = (camera: number | null, screen: number | null = null): Views =>
  new Map([['ben', { camera, screen }]]);

describe('what is shown of the others', () => {
  it('is nothing of who has no tile', () => {
    expect(viewsOf(['ben'], [])).toEqual(ofBen(null));
  });

  it('is nothing where nobody can see the tile', () => {
    expect(viewsOf(['ben'], [sight('ben', 'camera', null)])).toEqual(ofBen(null));
  });

  it('is as high as the largest tile, for each slot by itself', () => {
    const sights = [
      sight('ben', 'camera', 90),
      sight('ben', 'camera', 720),
      sight('ben', 'screen', 400),
      sight('ben', 'camera', null),
    ];
    expect(viewsOf(['ben', 'cem'], sights)).toEqual(
      new Map<string, PeerView>([
        ['ben', { camera: 720, screen: 400 }],
        ['cem', nothing],
      ]),
    );
  });

  it('leaves out who is not in the call', () => {
    expect(viewsOf(['ben'], [sight('zoe', 'camera', 100)])).toEqual(ofBen(null));
  });

  it('keeps to whole numbers that the contract knows', () => {
    expect(viewsOf(['ben'], [sight('ben', 'camera', 0.3)])).toEqual(ofBen(1));
    expect(viewsOf(['ben'], [sight('ben', 'camera', 99_999.5)])).toEqual(ofBen(16_384));
  });
});

describe('what the others are told of it', () => {
  it('is only what has changed, and everything to who was told nothing', () => {
    expect(changedViews(ofBen(100), ofBen(100)).size).toBe(0);
    expect(changedViews(ofBen(100), ofBen(101))).toEqual(ofBen(101));
    expect(changedViews(new Map(), ofBen(null))).toEqual(ofBen(null));
  });

  it.each<[string, Views, Views, boolean]>([
    ['a picture comes into sight', ofBen(null), ofBen(100), true],
    ['a screen does', ofBen(100), ofBen(100, 600), true],
    ['it grows much', ofBen(100), ofBen(700), true],
    ['it grows a little', ofBen(100), ofBen(105), false],
    ['it shrinks', ofBen(700), ofBen(100), false],
    ['it goes', ofBen(700), ofBen(null), false],
    ['nothing was said before: then everything is sent already', new Map(), ofBen(700), false],
  ])('at once or in a moment: %s', (_, told, now, urgent) => {
    expect(isUrgent(told, now)).toBe(urgent);
  });
});

import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { provideI18n } from '../../core/i18n/provide-i18n';
import { ben, cem } from '../../core/testing/users';
import { RingWorld, participantOf } from '../../ring/testing/ring-world';
import { CallStore } from '../call-store';
import { FakeCalls } from '../testing/fake-calls';
import { StageView, keyOf } from './stage-view';

const place = { kind: 'room', roomId: 'r1', slug: 'lunch', title: 'Lunch' } as const;

describe('how a person looks at the call', () => {
  const ofBen = participantOf(ben);
  const ofCem = participantOf(cem);
  const [benKey, cemKey] = [keyOf('person', ofBen.id), keyOf('person', ofCem.id)];
  let calls: FakeCalls;
  let view: StageView;

  beforeEach(() => {
    calls = new FakeCalls();
    TestBed.configureTestingModule({
      providers: [
        provideI18n(),
        provideRouter([]),
        ...new RingWorld().providers,
        { provide: CallStore, useValue: calls },
      ],
    });
    calls.others.set([ofBen, ofCem]);
    calls.current.set({ place, callId: 'call' });
    view = TestBed.inject(StageView);
  });

  const featured = (): readonly string[] => view.cast().featured;

  it('begins with everybody alike', () => {
    expect(view.layout()).toBe('grid');
    expect(featured()).toEqual([]);
    expect(view.cast().aside).toHaveLength(3);
  });

  it('keeps the layout in this browser', () => {
    view.choose('speaker');
    expect(localStorage.getItem('parlour.stage.layout')).toBe('speaker');
  });

  it('follows who speaks, and stays with them through silence and one’s own words', () => {
    view.choose('speaker');
    expect(featured()).toEqual([benKey]);
    calls.loudest.set(ofCem.id);
    expect(featured()).toEqual([cemKey]);
    calls.loudest.set(null);
    expect(featured()).toEqual([cemKey]);
    calls.loudest.set(calls.self.id);
    expect(featured()).toEqual([cemKey]);
    expect(view.focus()?.key).toBe(cemKey);
  });

  it('pins and unpins, whoever speaks', () => {
    view.togglePin(benKey);
    calls.loudest.set(ofCem.id);
    expect(view.pinned()).toBe(benKey);
    expect(featured()).toEqual([benKey]);
    view.togglePin(benKey);
    expect(view.pinned()).toBeNull();
    expect(featured()).toEqual([]);
  });

  it('has no pin when the pinned one has left, and none in the next call', () => {
    view.togglePin(benKey);
    calls.others.set([ofCem]);
    expect(view.pinned()).toBeNull();
    calls.others.set([ofBen]);
    expect(view.pinned()).toBe(benKey);
    calls.current.set({ place, callId: 'another' });
    expect(view.pinned()).toBeNull();
  });

  it('has no pin after another layout was chosen: the choice has to be seen', () => {
    view.togglePin(benKey);
    view.choose('grid');
    expect(view.pinned()).toBeNull();
  });

  it('gives the stage to a screen that is shared, in the shape of a screen', () => {
    expect(view.featuresScreens()).toBe(false);
    calls.others.set([ofBen, { ...ofCem, media: { ...ofCem.media, screen: true } }]);
    expect(featured()).toEqual([keyOf('screen', ofCem.id)]);
    expect(view.featuresScreens()).toBe(true);
    expect(view.focus()?.kind).toBe('screen');
  });

  it('moves nobody when only their devices change', () => {
    const before = view.cast();
    calls.others.set([ofBen, { ...ofCem, media: { ...ofCem.media, microphone: false } }]);
    expect(view.cast()).toBe(before);
  });
});

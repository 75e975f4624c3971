import { signal } from '@angular/core';
import { type Participant } from '@parlour/contracts';
import { ben, cem } from '../../core/testing/users';
import { participantOf } from '../../ring/testing/ring-world';
import { type LiveCall } from '../live-call';
import { stagedCall } from './staged-call';

describe('the call on the stage', () => {
  const call = signal<LiveCall | null>(null);

  const callWith = (...others: Participant[]) => {
    const world = { others: signal(others), onStage: signal<Participant[]>([]) };
    return { ...world, call: world as unknown as LiveCall };
  };

  beforeEach(() => call.set(null));

  it('appears when there is one of the others to be seen', () => {
    const staged = stagedCall(call);
    expect(staged()).toBeNull();
    const joined = callWith(participantOf(ben));
    call.set(joined.call);
    expect(staged()).toBeNull();
    joined.onStage.set(joined.others());
    expect(staged()).toBe(joined.call);
  });

  it('appears at once where nobody is waited for, and stays when somebody comes', () => {
    const staged = stagedCall(call);
    expect(staged()).toBeNull();
    const joined = callWith();
    call.set(joined.call);
    expect(staged()).toBe(joined.call);
    joined.others.set([participantOf(cem)]);
    expect(staged()).toBe(joined.call);
    call.set(null);
    expect(staged()).toBeNull();
  });

  it('is there at once on a page that is opened during it', () => {
    const going = callWith(participantOf(ben));
    call.set(going.call);
    expect(stagedCall(call)()).toBe(going.call);
  });
});

import { signal } from '@angular/core';
import { MatDialogRef } from '@angular/material/dialog';
import { TestBed } from '@angular/core/testing';
import { type Person } from '@parlour/contracts';
import { PeopleStore } from '../core/people/people-store';
import { personOf } from '../core/testing/people';
import { type Rendered, render } from '../core/testing/rendered';
import { anna, ben, cem, userNamed } from '../core/testing/users';
import { RingWorld, participantOf } from '../ring/testing/ring-world';
import { ringOf } from '../ring/testing/rings';
import { AddPersonDialog } from './add-person-dialog';
import { CallStore } from './call-store';
import { FakeCalls } from './testing/fake-calls';

describe('adding somebody to a call', () => {
  let world: RingWorld;
  let calls: FakeCalls;
  let friends: Person[];
  let closed: number;
  let page: Rendered<AddPersonDialog>;

  const open = async () => {
    page = await render(AddPersonDialog, [
      ...world.providers,
      { provide: CallStore, useValue: calls },
      { provide: PeopleStore, useValue: { friends: signal(friends) } },
      { provide: MatDialogRef, useValue: { close: () => (closed += 1) } },
    ]);
  };

  beforeEach(() => {
    world = new RingWorld();
    calls = new FakeCalls();
    calls.current.set({ place: { kind: 'direct', chatId: 'c' }, callId: 'call' });
    calls.others.set([participantOf(ben)]);
    friends = [personOf(ben), personOf(cem)];
    closed = 0;
  });

  it('rings a friend into it, and says so', async () => {
    await open();
    expect(page.text).toContain('BenOnlineIn the call');
    const ring = ringOf({ caller: anna, callee: cem, callId: 'call', others: [ben] });
    world.realtime.answer('ring:start', () => ({ ring, joined: null }));
    await page.click('Ring Cem');
    expect(world.realtime.sent('ring:start')[0]).toMatchObject({ userId: cem.id, callId: 'call' });
    expect(page.text).toContain('Ringing…');
  });

  it('says why somebody could not be rung', async () => {
    await open();
    world.realtime.refuse('ring:start', 'callee_not_disturbed');
    await page.click('Ring Cem');
    expect(page.alert).toContain('do not want to be disturbed');
    expect(page.button('Ring Cem')).toBeDefined();
  });

  it('is found by name among many', async () => {
    friends = ['ada', 'bob', 'cleo', 'dora', 'emil', 'finn'].map((name) => personOf(userNamed(name)));
    await open();
    page.fill({ 'Find a friend': 'DOR' });
    await page.settle();
    expect([...page.host.querySelectorAll('li .name')].map(({ textContent }) => textContent)).toEqual([
      'Dora',
    ]);
  });

  it('is closed to more than the call can hold', async () => {
    const inside = ['a1', 'b1', 'c1', 'd1', 'e1', 'f1', 'g1'].map((name) => participantOf(userNamed(name)));
    calls.others.set(inside);
    await open();
    expect(page.text).toContain('The call is full');
    expect(page.button('Ring Cem').hasAttribute('disabled')).toBe(true);
  });

  it('says how to find friends to who has none', async () => {
    friends = [];
    await open();
    expect(page.text).toContain('You have no friends here yet');
  });

  it('goes with the call', async () => {
    await open();
    calls.current.set(null);
    TestBed.tick();
    expect(closed).toBe(1);
  });
});

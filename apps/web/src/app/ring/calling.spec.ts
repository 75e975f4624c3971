import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { type CallPlace } from '../call/call-place';
import { OngoingCall } from '../call/ongoing-call';
import { Confirm, type Question } from '../core/confirm/confirm-dialog';
import { provideI18n } from '../core/i18n/provide-i18n';
import { Language } from '../core/i18n/language';
import { ben } from '../core/testing/users';
import { Calling } from './calling';
import { RingStore } from './ring-store';
import { RingWorld } from './testing/ring-world';

const chatId = '019a6f3e-0000-7000-8000-00000000c4a7';
const lunch: CallPlace = { kind: 'room', roomId: 'r1', slug: 'lunch', title: 'Lunch' };

describe('calling a friend', () => {
  let world: RingWorld;
  let calling: Calling;
  let wentTo: string[];
  let asked: Question[];
  let isSure: boolean;

  const call = () => calling.call({ userId: ben.id, chatId }, { video: true });

  beforeEach(async () => {
    world = new RingWorld();
    wentTo = [];
    asked = [];
    isSure = true;
    world.realtime.refuse('ring:start', 'callee_busy');
    TestBed.configureTestingModule({
      providers: [
        provideI18n(),
        ...world.providers,
        {
          provide: Router,
          useValue: { navigate: async (way: string[]) => wentTo.push(way.join('/')) > 0 },
        },
        {
          provide: Confirm,
          useValue: { ask: async (question: Question) => asked.push(question) > 0 && isSure },
        },
      ],
    });
    await TestBed.inject(Language).use('en');
    calling = TestBed.inject(Calling);
  });

  it('goes to the chat of the two and rings there', async () => {
    await call();
    await world.settled();
    expect(wentTo).toEqual([`/direct/${chatId}`]);
    expect(world.realtime.sent('ring:start')[0]).toMatchObject({ userId: ben.id, video: true });
    expect(TestBed.inject(RingStore).result()?.how).toBe('busy');
    expect(asked).toEqual([]);
  });

  it('asks first where that ends another call, and does nothing without a yes', async () => {
    TestBed.inject(OngoingCall).handlePlace(lunch);
    isSure = false;
    await call();
    expect(asked[0]?.text).toContain('Lunch');
    expect(wentTo).toEqual([]);
    expect(world.realtime.sent('ring:start')).toEqual([]);
    isSure = true;
    await call();
    expect(world.realtime.sent('ring:start')).toHaveLength(1);
  });

  it('only goes there where one is in the call of that chat', async () => {
    TestBed.inject(OngoingCall).handlePlace({ kind: 'direct', chatId });
    await call();
    expect(wentTo).toEqual([`/direct/${chatId}`]);
    expect(world.realtime.sent('ring:start')).toEqual([]);
  });

  it('is possible with a connection, and once at a time', async () => {
    expect(calling.canCall()).toBe(true);
    world.realtime.answer('ring:start', () => new Promise(() => undefined));
    void call();
    await world.settled();
    expect(calling.canCall()).toBe(false);
    world.realtime.lose();
    expect(calling.canCall()).toBe(false);
  });
});

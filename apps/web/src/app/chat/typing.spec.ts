import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';
import { Realtime } from '../core/realtime/realtime';
import { Session } from '../core/session/session';
import { FakeRealtime } from '../core/testing/fake-realtime';
import { cem, selfOf } from '../core/testing/users';
import { anna, ben, chatId, messageOf } from './testing/messages';
import { Typing } from './typing';

describe('typing', () => {
  let realtime: FakeRealtime;
  let typing: Typing;

  const names = () => typing.users().map(({ displayName }) => displayName);
  const said = () => realtime.sent('chat:typing').map((told) => told.typing);
  const hear = (user: typeof ben, isTyping = true) =>
    realtime.push('chat:typing', { chatId, user, typing: isTyping });

  beforeEach(() => {
    jest.useFakeTimers();
    realtime = new FakeRealtime();
    realtime.answer('chat:typing', () => ({}));
    TestBed.configureTestingModule({
      providers: [
        Typing,
        { provide: Realtime, useValue: realtime },
        { provide: Session, useValue: { user: signal(selfOf(anna)) } },
      ],
    });
    typing = TestBed.inject(Typing);
    typing.enter(chatId);
  });

  afterEach(() => jest.useRealTimers());

  it('shows who writes, the first to begin first, for as long as they say so', () => {
    hear(ben);
    hear(cem);
    jest.advanceTimersByTime(3_000);
    hear(ben);
    jest.advanceTimersByTime(3_000);
    expect(names()).toEqual(['Ben']);
    jest.advanceTimersByTime(3_000);
    expect(names()).toEqual([]);
  });

  it('ends with their word, and with their message', () => {
    hear(ben);
    hear(cem);
    hear(ben, false);
    expect(names()).toEqual(['Cem']);
    realtime.push('message:created', { message: messageOf({ seq: 1, author: cem }) });
    expect(names()).toEqual([]);
  });

  it('in another chat, or by oneself on another device, is not shown', () => {
    realtime.push('chat:typing', { chatId: anna.id, user: ben, typing: true });
    hear(anna);
    expect(names()).toEqual([]);
  });

  it('of one’s own is told every 3 s at most, and once when one stops', () => {
    for (let keys = 0; keys < 10; keys += 1) {
      typing.handleWriting('x'.repeat(keys + 1));
      jest.advanceTimersByTime(500);
    }
    expect(said()).toEqual([true, true]);
    typing.handleWriting('');
    typing.stop();
    expect(said()).toEqual([true, true, false]);
  });

  it('that was left off long ago needs no word to end it', () => {
    typing.handleWriting('x');
    jest.advanceTimersByTime(7_000);
    typing.stop();
    expect(said()).toEqual([true]);
  });

  it('ends for the others when one goes to another chat', () => {
    typing.handleWriting('x');
    hear(ben);
    typing.enter(anna.id);
    expect(said()).toEqual([true, false]);
    expect(names()).toEqual([]);
  });
});

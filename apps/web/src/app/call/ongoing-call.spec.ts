import { Component, inject, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type CallPlace, linkTo, targetOf } from './call-place';
import { OngoingCall } from './ongoing-call';

const lunch: CallPlace = { kind: 'room', roomId: 'r1', slug: 'lunch', title: 'Lunch' };
const chat: CallPlace = { kind: 'direct', chatId: 'c1' };
const shown = signal<CallPlace | null>(lunch);

@Component({ template: '' })
class Page {
  constructor() {
    inject(OngoingCall).isShownBy(shown);
  }
}

describe('the call that goes on', () => {
  it('is elsewhere as long as no page shows its place', () => {
    const ongoing = TestBed.inject(OngoingCall);
    expect(ongoing.isElsewhere()).toBe(false);
    ongoing.handlePlace(chat);
    expect(ongoing.isElsewhere()).toBe(true);
    shown.set(lunch);
    const page = TestBed.createComponent(Page);
    TestBed.tick();
    expect(ongoing.isElsewhere()).toBe(true);
    shown.set({ ...chat });
    TestBed.tick();
    expect(ongoing.isElsewhere()).toBe(false);
    shown.set(null); // the chat is in front of it
    TestBed.tick();
    expect(ongoing.isElsewhere()).toBe(true);
    shown.set(chat);
    TestBed.tick();
    expect(ongoing.isElsewhere()).toBe(false);
    page.destroy();
    expect(ongoing.isElsewhere()).toBe(true);
  });

  it('is one place whatever its title is now', () => {
    const ongoing = TestBed.inject(OngoingCall);
    ongoing.handlePlace(lunch);
    expect(ongoing.isAt({ ...lunch, title: 'Late lunch' })).toBe(true);
    expect(ongoing.isAt(chat)).toBe(false);
    expect(ongoing.isAt(null)).toBe(false);
  });

  it('has an address for people, and a target for the server', () => {
    expect(linkTo(lunch)).toEqual(['/rooms', 'lunch']);
    expect(linkTo(chat)).toEqual(['/direct', 'c1']);
    expect(targetOf(lunch, 'x')).toEqual({ kind: 'room', roomId: 'r1' });
    expect(targetOf(chat, 'x')).toEqual({ kind: 'direct', callId: 'x' });
  });
});

import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { jest } from '@jest/globals';
import { type SelfUser } from '@parlour/contracts';
import { ApiClient } from '../core/api/api-client';
import { provideI18n } from '../core/i18n/provide-i18n';
import { Realtime } from '../core/realtime/realtime';
import { Session } from '../core/session/session';
import { FakeRealtime } from '../core/testing/fake-realtime';
import { FakeApi } from '../core/testing/people';
import { anna, selfOf } from '../core/testing/users';
import { PersonSearchStore } from './person-search-store';

describe('looking for somebody', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('asks for what was typed when the typing pauses, and not for every key', async () => {
    const api = new FakeApi();
    api.answer('listFriends', () => ({ people: [] }));
    api.answer('findPeople', () => ({ people: [] }));
    TestBed.configureTestingModule({
      providers: [
        provideI18n(),
        PersonSearchStore,
        { provide: ApiClient, useValue: api },
        { provide: Realtime, useValue: new FakeRealtime() },
        { provide: Session, useValue: { user: signal<SelfUser | null>(selfOf(anna)) } },
      ],
    });
    const store = TestBed.inject(PersonSearchStore);
    for (const text of ['b', 'be', 'ben']) {
      store.type(text);
      TestBed.tick();
      await jest.advanceTimersByTimeAsync(100);
    }
    expect(store.state().kind).toBe('searching');
    await jest.advanceTimersByTimeAsync(200);
    expect(store.state()).toMatchObject({ kind: 'found', username: 'ben' });
    expect(api.asked.filter((asked) => asked.startsWith('findPeople'))).toEqual(['findPeople ben']);
  });
});

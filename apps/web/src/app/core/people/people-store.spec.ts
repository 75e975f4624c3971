import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type Person, type Presence, type SelfUser } from '@parlour/contracts';
import { ApiClient } from '../api/api-client';
import { ApiFailure } from '../api/api-failure';
import { provideI18n } from '../i18n/provide-i18n';
import { Realtime } from '../realtime/realtime';
import { Session } from '../session/session';
import { FakeRealtime } from '../testing/fake-realtime';
import { FakeApi, personOf } from '../testing/people';
import { anna, ben, cem, selfOf, userNamed } from '../testing/users';
import { PeopleStore } from './people-store';

const settled = () => new Promise((resolve) => setTimeout(resolve));
const away: Presence = { state: 'away', lastSeenAt: null };

async function setUp(...people: Person[]) {
  const api = new FakeApi();
  const realtime = new FakeRealtime();
  const me = signal<SelfUser | null>(selfOf(anna));
  api.answer('listFriends', () => ({ people }));
  TestBed.configureTestingModule({
    providers: [
      provideI18n(),
      { provide: ApiClient, useValue: api },
      { provide: Realtime, useValue: realtime },
      { provide: Session, useValue: { user: me } },
    ],
  });
  const store = TestBed.inject(PeopleStore);
  TestBed.tick();
  await settled();
  const names = (list: readonly Person[]) => list.map(({ user }) => user.username);
  const relationTo = (username: string) => store.of(userNamed(username).id)?.relation;
  return { api, realtime, me, store, names, relationTo };
}

describe('my people', () => {
  test('stand apart by what they are to me', async () => {
    const dora = userNamed('dora');
    const { store, names } = await setUp(
      personOf(ben),
      personOf(cem, { relation: 'incoming' }),
      personOf(dora, { relation: 'blocked' }),
    );
    expect(names(store.friends())).toEqual(['ben']);
    expect(names(store.incoming())).toEqual(['cem']);
    expect(names(store.outgoing())).toEqual([]);
    expect(names(store.blocked())).toEqual(['dora']);
  });

  test('who are there stand before those who are not, by name among themselves', async () => {
    const { store, names } = await setUp(
      personOf(userNamed('zoe')),
      personOf(userNamed('mia'), { presence: { state: 'offline', lastSeenAt: null } }),
      personOf(ben, { presence: { state: 'in-call', lastSeenAt: null } }),
      personOf(cem, { presence: away }),
    );
    expect(names(store.friends())).toEqual(['ben', 'zoe', 'cem', 'mia']);
  });

  test('change as the socket tells, on every device', async () => {
    const { store, realtime, names } = await setUp();
    realtime.push('person:changed', { person: personOf(ben, { relation: 'incoming' }) });
    expect(names(store.incoming())).toEqual(['ben']);
    realtime.push('person:changed', { person: personOf(ben) });
    expect(names(store.friends())).toEqual(['ben']);
    realtime.push('presence:changed', { userId: ben.id, presence: away });
    expect(store.of(ben.id)?.presence).toEqual(away);
  });

  test('have no presence any more once they are no friends, whatever was on its way', async () => {
    const { store, realtime } = await setUp(personOf(ben));
    realtime.push('person:changed', { person: personOf(ben, { relation: 'none' }) });
    realtime.push('presence:changed', { userId: ben.id, presence: away });
    expect(store.of(ben.id)?.presence).toBeNull();
  });

  test('that change while the list is read are as they became', async () => {
    const { api, store, realtime } = await setUp(personOf(ben));
    const list = Promise.withResolvers<{ people: Person[] }>();
    api.answer('listFriends', () => list.promise);
    const loading = store.load();
    realtime.push('person:changed', { person: personOf(ben, { relation: 'none' }) });
    list.resolve({ people: [personOf(ben)] });
    await loading;
    expect(store.friends()).toEqual([]);
  });

  test('are read anew when the connection is back', async () => {
    const { api, store, realtime, names } = await setUp();
    realtime.lose();
    api.answer('listFriends', () => ({ people: [personOf(cem)] }));
    realtime.comeBack();
    await settled();
    expect(names(store.friends())).toEqual(['cem']);
  });

  test('say when they could not be read, and are there at the next try', async () => {
    const { api, store, me } = await setUp(personOf(ben));
    api.answer('listFriends', () => ApiFailure.offline());
    me.set(selfOf(cem));
    TestBed.tick();
    await settled();
    expect(store.state()).toMatchObject({ kind: 'failed', failure: { code: 'offline' } });
    expect(store.people()).toEqual([]);
    api.answer('listFriends', () => ({ people: [] }));
    await store.load();
    expect(store.state().kind).toBe('ready');
  });

  test('who were found are shown as they are to me now', async () => {
    const { store, realtime } = await setUp();
    const found = personOf(ben, { relation: 'outgoing' });
    expect(store.latest(found).relation).toBe('none');
    realtime.push('person:changed', { person: personOf(ben) });
    expect(store.latest(found).relation).toBe('friends');
  });
});

describe('a command about somebody', () => {
  test('that can be undone shows at once, and stays when the server agrees', async () => {
    const { api, store, relationTo } = await setUp();
    api.answer('requestFriend', () => personOf(ben, { relation: 'outgoing' }));
    const asking = store.request(ben);
    expect(relationTo('ben')).toBe('outgoing');
    expect(store.isBusy(ben.id)).toBe(true);
    await asking;
    expect(relationTo('ben')).toBe('outgoing');
    expect(store.isBusy(ben.id)).toBe(false);
    expect(api.asked.at(-1)).toBe('requestFriend ben');
  });

  test('is taken back where the server refuses it', async () => {
    const { api, store, names } = await setUp(personOf(ben, { relation: 'incoming' }));
    api.answer('declineRequest', () => ApiFailure.offline());
    const declining = store.decline(ben);
    expect(store.incoming()).toEqual([]);
    await expect(declining).rejects.toMatchObject({ code: 'offline' });
    expect(names(store.incoming())).toEqual(['ben']);
  });

  test('that ends something waits for the server', async () => {
    const { api, store, relationTo } = await setUp(personOf(ben));
    api.answer('removeFriend', () => personOf(ben, { relation: 'none' }));
    const removing = store.remove(ben);
    expect(relationTo('ben')).toBe('friends');
    await removing;
    expect(relationTo('ben')).toBe('none');
  });

  test('whose answer is overtaken by the socket does not undo what it told', async () => {
    const { api, store, realtime, relationTo } = await setUp();
    const answer = Promise.withResolvers<Person>();
    api.answer('requestFriend', () => answer.promise);
    const asking = store.request(ben);
    await settled();
    realtime.push('person:changed', { person: personOf(ben, { relation: 'outgoing' }) });
    realtime.push('person:changed', { person: personOf(ben) });
    answer.resolve(personOf(ben, { relation: 'outgoing' }));
    await asking;
    expect(relationTo('ben')).toBe('friends');
  });

  test('which the other one has met halfway makes friends', async () => {
    const { api, store, names } = await setUp();
    api.answer('requestFriend', () => personOf(ben));
    await store.request(ben);
    expect(names(store.friends())).toEqual(['ben']);
  });

  test('fails with its code, and what was shown before a reading of the list is not brought back', async () => {
    const { api, store, names } = await setUp(personOf(ben, { relation: 'incoming' }));
    const answer = Promise.withResolvers<ApiFailure>();
    api.answer('declineRequest', () => answer.promise);
    const declining = store.decline(ben);
    api.answer('listFriends', () => ({ people: [] }));
    await store.load();
    answer.resolve(new ApiFailure('request_not_found'));
    await expect(declining).rejects.toMatchObject({ code: 'request_not_found' });
    expect(names(store.people())).toEqual([]);
  });
});

test('somebody who signs in after another sees nobody of theirs', async () => {
  const { api, me, store } = await setUp(personOf(ben));
  const list = Promise.withResolvers<{ people: Person[] }>();
  api.answer('listFriends', () => list.promise);
  me.set(selfOf(cem));
  TestBed.tick();
  expect(store.people()).toEqual([]);
  expect(store.state().kind).toBe('loading');
});

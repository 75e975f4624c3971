import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type SelfUser } from '@parlour/contracts';
import { Language } from '../i18n/language';
import { provideI18n } from '../i18n/provide-i18n';
import { Realtime } from '../realtime/realtime';
import { Session } from '../session/session';
import { FakeRealtime } from '../testing/fake-realtime';
import { anna, ben, selfOf } from '../testing/users';
import { avatarUrl } from './avatar-url';
import { KnownUsers } from './known-users';
import { UserAvatar } from './user-avatar';
import { UserFaces } from './user-faces';
import { UserName, UserNames } from './user-names';

const picture = '0b6f3a52-8f3e-4c57-9b1d-3f3ad11cf2a1';

async function setUp() {
  const realtime = new FakeRealtime();
  const me = signal<SelfUser | null>(selfOf(anna));
  TestBed.configureTestingModule({
    providers: [
      provideI18n(),
      { provide: Realtime, useValue: realtime },
      { provide: Session, useValue: { user: me } },
    ],
  });
  await TestBed.inject(Language).use('en');
  return { realtime, me, known: TestBed.inject(KnownUsers), names: TestBed.inject(UserNames) };
}

@Component({ imports: [UserName], template: `{{ user | userName }}` })
class Greeting {
  protected readonly user = ben;
}

describe('a person on the screen', () => {
  test('is called by the name that they chose', async () => {
    const { names } = await setUp();
    expect(names.of(ben)).toBe('Ben');
    expect(names.list([anna, ben])).toBe('Anna, Ben');
  });

  test('has a new name everywhere as soon as they chose it', async () => {
    const { realtime } = await setUp();
    const fixture = TestBed.createComponent(Greeting);
    await fixture.whenStable();
    const shown = () => (fixture.nativeElement as HTMLElement).textContent;
    expect(shown()).toBe('Ben');
    realtime.push('user:updated', { user: { ...ben, displayName: 'Benjamin' } });
    await fixture.whenStable();
    expect(shown()).toBe('Benjamin');
  });

  test('also oneself: the session knows first', async () => {
    const { realtime, me, names } = await setUp();
    me.set(selfOf(anna, { displayName: 'Anna B.' }));
    realtime.push('user:updated', { user: { ...anna, displayName: 'late news' } });
    expect(names.of(anna)).toBe('Anna B.');
  });

  test('whose account is no more is a deleted user, in the language of the page', async () => {
    const { names } = await setUp();
    const gone = { ...ben, username: 'deleted-1', displayName: '', deleted: true as const };
    expect(names.of(gone)).toBe('Deleted user');
    await TestBed.inject(Language).use('de');
    expect(names.of(gone)).toBe('Gelöschtes Konto');
  });

  test('is as a list that was just read says, whatever was told before it', async () => {
    const { realtime, known, names } = await setUp();
    realtime.push('user:updated', { user: { ...ben, displayName: 'Benjamin' } });
    known.learn([{ ...ben, displayName: 'Benny' }]);
    expect(names.of(ben)).toBe('Benny');
  });

  test('is forgotten when somebody else signs in', async () => {
    const { realtime, me, names } = await setUp();
    realtime.push('user:updated', { user: { ...ben, displayName: 'Benjamin' } });
    TestBed.tick();
    me.set(null);
    TestBed.tick();
    expect(names.of(ben)).toBe('Ben');
  });
});

describe('the picture of a person', () => {
  test.each([
    [22, '64'],
    [32, '64'],
    [33, '256'],
    [96, '256'],
    [200, '512'],
  ])('at %i px is loaded at %s, sharp on screens of double density', (size, loaded) => {
    expect(avatarUrl({ avatar: picture }, size)).toBe(`/api/avatars/${picture}/${loaded}`);
  });

  test('is none where they chose none', () => {
    expect(avatarUrl(ben, 32)).toBeNull();
  });

  test('changes as soon as they change it', async () => {
    const { realtime } = await setUp();
    const fixture = TestBed.createComponent(UserAvatar);
    fixture.componentRef.setInput('user', ben);
    await fixture.whenStable();
    const image = () => (fixture.nativeElement as HTMLElement).querySelector('img');
    expect(image()).toBeNull();
    realtime.push('user:updated', { user: { ...ben, avatar: picture } });
    await fixture.whenStable();
    expect(image()?.getAttribute('src')).toBe(`/api/avatars/${picture}/64`);
  });

  test('is shown among the small faces too', async () => {
    await setUp();
    const fixture = TestBed.createComponent(UserFaces);
    fixture.componentRef.setInput('users', [anna, { ...ben, avatar: picture }]);
    fixture.componentRef.setInput('label', 'Anna, Ben');
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    expect(host.querySelectorAll('img')).toHaveLength(1);
    expect([...host.querySelectorAll('parlour-avatar')].map((face) => face.getAttribute('title'))).toEqual([
      'Anna',
      'Ben',
    ]);
  });
});

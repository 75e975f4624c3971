import { computed, signal } from '@angular/core';
import { type SelfUser } from '@parlour/contracts';
import { OngoingCall } from '../call/ongoing-call';
import { Account } from '../core/account/account';
import { ApiFailure } from '../core/api/api-failure';
import { Notices } from '../core/notices/notices';
import { Realtime } from '../core/realtime/realtime';
import { Session } from '../core/session/session';
import { FakeRealtime } from '../core/testing/fake-realtime';
import { render } from '../core/testing/rendered';
import { anna, selfOf } from '../core/testing/users';
import { AccountMenu } from './account-menu';

async function open() {
  const me = signal(selfOf(anna));
  const user = computed((): SelfUser | null => me());
  const asked: unknown[] = [];
  const said: string[] = [];
  const place = signal<object | null>(null);
  const server = { failure: null as ApiFailure | null };
  const changePresence = async (change: Partial<SelfUser>) => {
    asked.push(change);
    if (server.failure) throw server.failure;
    me.update((before) => ({ ...before, ...change }));
  };
  const page = await render(AccountMenu, [
    { provide: Account, useValue: { changePresence } },
    { provide: Session, useValue: { user, logOut: async () => void asked.push('log out') } },
    { provide: OngoingCall, useValue: { place } },
    { provide: Realtime, useValue: new FakeRealtime() },
    { provide: Notices, useValue: { sayFailure: (error: unknown) => said.push(ApiFailure.of(error).code) } },
  ]);
  const dot = () => page.host.querySelector('parlour-presence-dot')?.getAttribute('data-state');
  const openMenu = () => page.click(/^Account of Anna/);
  return { page, asked, said, server, place, dot, openMenu };
}

describe('the account menu', () => {
  test('says whose it is and how they are shown, in words and by the mark', async () => {
    const { page, dot, openMenu } = await open();
    expect(page.button(/^Account of Anna, Online/)).toBeTruthy();
    expect(dot()).toBe('online');
    await openMenu();
    await page.click('Do not disturb');
    expect(dot()).toBe('dnd');
    expect(page.button(/^Account of Anna, Do not disturb/)).toBeTruthy();
  });

  test('shows that one is in a call, unless one chose to be shown otherwise', async () => {
    const { page, place, dot, openMenu } = await open();
    place.set({ kind: 'direct' });
    await page.settle();
    expect(dot()).toBe('in-call');
    expect(page.button(/^Account of Anna, In a call/)).toBeTruthy();
    await openMenu();
    await page.click('Invisible');
    expect(dot()).toBe('offline');
  });

  test('says so when the status could not be changed', async () => {
    const { page, server, said, openMenu } = await open();
    server.failure = ApiFailure.offline();
    await openMenu();
    await page.click('Invisible');
    expect(said).toEqual(['offline']);
  });

  test('leads to the account, and out', async () => {
    const { page, asked, openMenu } = await open();
    await openMenu();
    expect(page.button('Your account').getAttribute('href')).toBe('/account');
    await page.click('Log out');
    expect(asked).toEqual(['log out']);
  });

  test('tells which appearance and language are chosen', async () => {
    const { page, openMenu } = await open();
    await openMenu();
    const checked = page
      .buttons()
      .filter((button) => button.getAttribute('aria-checked') === 'true')
      .map((button) => button.getAttribute('aria-label') ?? button.textContent.trim());
    expect(checked).toEqual(['Online', 'As the system', 'English']);
  });
});

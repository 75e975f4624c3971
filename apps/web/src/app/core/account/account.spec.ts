import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type Route, type SelfUser, routes } from '@parlour/contracts';
import { ApiClient } from '../api/api-client';
import { ApiFailure } from '../api/api-failure';
import { PartingWords } from '../session/parting-words';
import { Session } from '../session/session';
import { anna, selfOf } from '../testing/users';
import { Account } from './account';

const me = selfOf(anna);

/** An account whose server answers when the test says so. */
function setUp() {
  const user = signal<SelfUser | null>(me);
  const asked: { route: Route; body: object; answer: PromiseWithResolvers<unknown> }[] = [];
  const api = {
    call: (route: Route, { body }: { body: object }) => {
      const answer = Promise.withResolvers<unknown>();
      asked.push({ route, body, answer });
      return answer.promise;
    },
  };
  const left: unknown[] = [];
  const session = {
    user,
    update: (next: SelfUser) => user.set(next),
    leave: async (work: () => Promise<unknown>) => void left.push(await work()),
  };
  TestBed.configureTestingModule({
    providers: [
      { provide: ApiClient, useValue: api },
      { provide: Session, useValue: session },
    ],
  });
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  const account = TestBed.inject(Account);
  return { account, user, asked, left, settled, words: TestBed.inject(PartingWords) };
}

describe('a change of how one is shown', () => {
  test('holds at once, and is taken back when it fails', async () => {
    const { account, user, asked, settled } = setUp();
    const changing = account.changePresence({ status: 'dnd' });
    expect(user()?.status).toBe('dnd');
    await settled();
    asked[0]?.answer.reject(ApiFailure.offline());
    await expect(changing).rejects.toMatchObject({ code: 'offline' });
    expect(user()?.status).toBe('auto');
  });

  test('is not undone by the answer to the one before it', async () => {
    const { account, user, asked, settled } = setUp();
    const first = account.changePresence({ status: 'dnd' });
    const second = account.changePresence({ status: 'invisible' });
    await settled();
    expect(asked.map(({ body }) => body)).toEqual([{ status: 'dnd' }]);
    asked[0]?.answer.resolve(selfOf(anna, { status: 'dnd' }));
    await first;
    expect(user()?.status).toBe('invisible');
    await settled();
    asked[1]?.answer.resolve(selfOf(anna, { status: 'invisible' }));
    await second;
    expect(user()?.status).toBe('invisible');
  });

  test('that fails leaves the one after it as it is, and both leave what the server holds', async () => {
    const { account, user, asked, settled } = setUp();
    const first = account.changePresence({ status: 'dnd' });
    const second = account.changePresence({ status: 'invisible' });
    await settled();
    asked[0]?.answer.reject(ApiFailure.offline());
    await expect(first).rejects.toMatchObject({ code: 'offline' });
    expect(user()?.status).toBe('invisible');
    await settled();
    asked[1]?.answer.reject(ApiFailure.offline());
    await expect(second).rejects.toMatchObject({ code: 'offline' });
    expect(user()?.status).toBe('auto');
  });
});

describe('deleting the account', () => {
  test('ends the session by one’s own word, which the sign-in page says', async () => {
    const { account, asked, left, settled, words } = setUp();
    const deleting = account.delete('correct horse');
    await settled();
    expect(asked[0]).toMatchObject({ route: routes.deleteAccount, body: { password: 'correct horse' } });
    asked[0]?.answer.resolve(undefined);
    await deleting;
    expect(left).toHaveLength(1);
    expect(words.take()).toBe('account.delete.done');
    expect(words.take()).toBeNull();
  });

  test('leaves no word when the password was wrong', async () => {
    const { account, asked, settled, words } = setUp();
    const deleting = account.delete('wrong');
    await settled();
    asked[0]?.answer.reject(new ApiFailure('wrong_password'));
    await expect(deleting).rejects.toMatchObject({ code: 'wrong_password' });
    expect(words.take()).toBeNull();
  });
});

import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type SelfUser } from '@parlour/contracts';
import { ApiFailure } from '../api/api-failure';
import { Session } from '../session/session';
import { FakeRealtime } from '../testing/fake-realtime';
import { anna, ben, selfOf } from '../testing/users';
import { KeptList, keep } from './kept-list';
import { Realtime } from './realtime';

type Words = readonly string[];

function setUp() {
  const user = signal<SelfUser | null>(selfOf(anna));
  const realtime = new FakeRealtime();
  const answers: PromiseWithResolvers<Words>[] = [];
  const learnt: Words[] = [];
  let forgotten = 0;
  const list = new KeptList<Words, string>({
    empty: [],
    read: () => {
      const answer = Promise.withResolvers<Words>();
      answers.push(answer);
      return answer.promise;
    },
    learn: (words) => learnt.push(words),
    change: (words, word) => [...words.filter((each) => each !== word), word],
  });
  TestBed.configureTestingModule({
    providers: [
      { provide: Realtime, useValue: realtime },
      { provide: Session, useValue: { user } },
    ],
  });
  TestBed.runInInjectionContext(() => keep(list, () => forgotten++));
  const settled = async () => {
    TestBed.tick();
    await new Promise((resolve) => setTimeout(resolve));
  };
  TestBed.tick();
  return { user, realtime, answers, learnt, list, settled, forgotten: () => forgotten };
}

describe('a list that is read and kept', () => {
  test('is as it became while it was read', async () => {
    const { answers, learnt, list, settled } = setUp();
    list.apply('late');
    answers.at(-1)?.resolve(['early']);
    await settled();
    expect(list.content()).toEqual(['early', 'late']);
    expect(learnt).toEqual([['early']]);
  });

  test('shows and tells nothing of what was read for somebody who has gone, and forgets what it showed', async () => {
    const { user, answers, learnt, list, settled, forgotten } = setUp();
    const asAnna = answers.at(-1);
    list.apply('hers');
    const before = forgotten();
    user.set(selfOf(ben));
    await settled();
    expect(forgotten()).toBe(before + 1);
    expect(list.content()).toEqual([]);
    asAnna?.resolve(['private']);
    await settled();
    expect(list.content()).toEqual([]);
    expect(learnt).toEqual([]);
    expect(list.state().kind).toBe('loading');
    answers.at(-1)?.resolve(['his']);
    await settled();
    expect(list.content()).toEqual(['his']);
  });

  test('is read for nobody', async () => {
    const { user, answers, list, settled } = setUp();
    const asked = answers.length;
    user.set(null);
    await settled();
    expect(answers).toHaveLength(asked);
    expect(list.state().kind).toBe('loading');
  });

  test('is read anew when the connection is back, and stays where that fails', async () => {
    const { realtime, answers, list, settled } = setUp();
    answers.at(-1)?.resolve(['first']);
    await settled();
    realtime.comeBack();
    answers.at(-1)?.reject(ApiFailure.offline());
    await settled();
    expect(list.state().kind).toBe('ready');
    expect(list.content()).toEqual(['first']);
  });

  test('says why it could not be read, until it is tried again', async () => {
    const { answers, list, settled } = setUp();
    answers.at(-1)?.reject(ApiFailure.offline());
    await settled();
    expect(list.state()).toEqual({ kind: 'failed', failure: ApiFailure.offline() });
    void list.load();
    expect(list.state().kind).toBe('loading');
  });
});

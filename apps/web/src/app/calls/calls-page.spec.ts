import { type CallLogPage, type CallRecord, type Message, type Person, routes } from '@parlour/contracts';
import { ApiClient } from '../core/api/api-client';
import { ApiFailure } from '../core/api/api-failure';
import { PeopleStore } from '../core/people/people-store';
import { anna, ben, cem } from '../core/testing/users';
import { type Rendered, render } from '../core/testing/rendered';
import { Calling } from '../ring/calling';
import { RingWorld } from '../ring/testing/ring-world';
import { nextId } from '../ring/testing/rings';
import { CallsPage } from './calls-page';

const callOf = (different: Partial<CallRecord> = {}): CallRecord => ({
  id: nextId(),
  chatId: '019a6f3e-0000-7000-8000-00000000c4a7',
  person: ben,
  direction: 'incoming',
  video: false,
  startedAt: new Date().toISOString(),
  outcome: 'answered',
  durationSeconds: 720,
  ...different,
});

describe('the log of calls', () => {
  let world: RingWorld;
  let page: Rendered<CallsPage>;
  let log: CallRecord[];
  let failure: ApiFailure | null;
  let asked: unknown[];
  let called: unknown[];
  const pageSize = 2;

  const answer = async ({ query }: { query: { before?: string } }): Promise<CallLogPage> => {
    asked.push(query);
    if (failure) throw failure;
    const older = log.filter(({ id }) => query.before === undefined || id < query.before).toReversed();
    return { calls: older.slice(0, pageSize), hasMore: older.length > pageSize };
  };
  const open = async () => {
    page = await render(CallsPage, [
      ...world.providers,
      {
        provide: ApiClient,
        useValue: {
          call: (route: unknown, request: { query: object }) =>
            route === routes.listCalls ? answer(request) : Promise.reject(ApiFailure.offline()),
        },
      },
      {
        provide: PeopleStore,
        useValue: {
          of: (id: string): Partial<Person> | null => (id === ben.id ? { relation: 'friends' } : null),
        },
      },
      {
        provide: Calling,
        useValue: { canCall: () => true, call: async (...wanted: unknown[]) => called.push(wanted) },
      },
    ]);
  };
  const rows = () => [...page.host.querySelectorAll('parlour-call-row')].map((row) => row.textContent);

  beforeEach(() => {
    world = new RingWorld();
    log = [];
    failure = null;
    asked = [];
    called = [];
  });

  it('says what to do while it is empty', async () => {
    await open();
    expect(page.text).toContain('No calls yet');
    expect(page.host.querySelector('a[href="/people"]')).not.toBeNull();
  });

  it('tells who, when, how long, and how it ended; what was missed is marked', async () => {
    log = [
      callOf({ outcome: 'missed', durationSeconds: null, person: cem }),
      callOf({ direction: 'outgoing' }),
    ];
    await open();
    expect(page.text).toContain('Today');
    expect(rows()[0]).toContain('Ben');
    expect(rows()[0]).toContain('12 min');
    expect(rows()[1]).toContain('Missed voice call');
    expect(page.host.querySelectorAll('.name.missed')).toHaveLength(1);
  });

  it('calls back a friend, as they were called; nobody else', async () => {
    log = [callOf({ person: cem }), callOf({ video: true })];
    await open();
    await page.click('Video call with Ben');
    expect(called).toEqual([[{ userId: ben.id, chatId: log[0]?.chatId }, { video: true }]]);
    expect(page.buttons().filter(({ ariaLabel }) => ariaLabel?.includes('Cem'))).toEqual([]);
  });

  it('goes on from where it ended, page by page', async () => {
    log = [callOf({ person: anna }), callOf({ person: cem }), callOf()];
    await open();
    expect(rows()).toHaveLength(2);
    await page.click('Show more');
    expect(asked.at(-1)).toMatchObject({ before: log[1]?.id });
    expect(rows()).toHaveLength(3);
    expect(page.buttons().map(({ textContent }) => textContent.trim())).not.toContain('Show more');
  });

  it('is right at once when a call has ended, and keeps what was read before', async () => {
    log = [callOf({ person: anna }), callOf({ person: cem }), callOf()];
    await open();
    await page.click('Show more');
    log = [...log, callOf({ person: cem, outcome: 'declined', durationSeconds: null })];
    const note = { call: { outcome: 'declined' } } as Message;
    world.realtime.push('message:created', { message: note });
    await page.settle();
    expect(rows()).toHaveLength(4);
    expect(rows()[0]).toContain('you declined');
  });

  it('out of reach can be asked for again', async () => {
    failure = ApiFailure.offline();
    await open();
    expect(page.alert).toContain('cannot be reached');
    failure = null;
    log = [callOf()];
    await page.click('Try again');
    expect(rows()).toHaveLength(1);
  });
});

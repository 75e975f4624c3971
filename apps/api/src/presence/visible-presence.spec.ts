import type { PresenceState, Status } from '@parlour/contracts';
import fc from 'fast-check';
import {
  newsOf,
  type PresenceNews,
  type Shown,
  shownOf,
  type Situation,
  stateOf,
  type Tab,
} from './visible-presence.js';

const tab = (active: boolean, ...rooms: string[]): Tab => ({ active, rooms: new Set(rooms) });
const at = new Date('2026-11-21T08:00:00.000Z');

describe('what others see of somebody', () => {
  it.each<[string, PresenceState, readonly Tab[], boolean, Status]>([
    ['no tab', 'offline', [], false, 'auto'],
    ['no tab, but still a seat in a call', 'offline', [], true, 'auto'],
    ['no tab, and set not to be disturbed', 'offline', [], false, 'dnd'],
    ['a tab with input', 'online', [tab(true)], false, 'auto'],
    ['a tab without input', 'away', [tab(false)], false, 'auto'],
    ['input in one of two tabs', 'online', [tab(false), tab(true)], false, 'auto'],
    ['no input in any of two', 'away', [tab(false), tab(false)], false, 'auto'],
    ['a seat in a call, without input', 'in-call', [tab(false)], true, 'auto'],
    ['a seat in a call, and set not to be disturbed', 'dnd', [tab(true)], true, 'dnd'],
    ['set not to be disturbed, without input', 'dnd', [tab(false)], false, 'dnd'],
    ['made themselves invisible, in a call', 'offline', [tab(true)], true, 'invisible'],
  ])('who has %s is %s', (_, state, tabs, inCall, status) => {
    expect(stateOf({ tabs, inCall, status })).toBe(state);
  });

  const tabs = fc.array(
    fc
      .record({ active: fc.boolean(), rooms: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')) })
      .map(({ active, rooms }) => tab(active, ...rooms)),
    { maxLength: 3 },
  );
  const situations: fc.Arbitrary<Situation> = fc.record({
    tabs,
    inCall: fc.boolean(),
    status: fc.constantFrom<Status>('auto', 'dnd', 'invisible'),
    showLastSeen: fc.boolean(),
    lastSeenAt: fc.constantFrom(null, at),
  });

  it('who is offline is in no room, and their last visit is told only of them, and only where they show it', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const { presence, rooms } = shownOf(situation);
        if (presence.state === 'offline') expect(rooms.size).toBe(0);
        else expect(presence.lastSeenAt).toBeNull();
        if (!situation.showLastSeen) expect(presence.lastSeenAt).toBeNull();
      }),
    );
  });

  it('an invisible person is to others exactly who has no tab', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        expect(shownOf({ ...situation, status: 'invisible' })).toEqual(shownOf({ ...situation, tabs: [] }));
      }),
    );
  });

  it('who heeds the news sees what is shown, and is told nothing that they know', () => {
    fc.assert(
      fc.property(fc.array(situations, { minLength: 1 }), (history) => {
        let shown: Shown = { presence: { state: 'offline', lastSeenAt: null }, rooms: new Set() };
        let friends = shown.presence;
        const rooms = new Map<string, Shown['presence']>();
        for (const situation of history) {
          const news = newsOf(shown, shownOf(situation));
          shown = shownOf(situation);
          for (const each of news) friends = heed(each, friends, rooms);
          expect(friends).toEqual(shown.presence);
          expect(rooms).toEqual(new Map([...shown.rooms].map((room) => [room, shown.presence])));
          expect(newsOf(shown, shownOf(situation))).toEqual([]);
          expect(new Set(news.map((each) => (each.to === 'room' ? each.roomId : ''))).size).toBe(news.length);
        }
      }),
    );
  });

  function heed(news: PresenceNews, friends: Shown['presence'], rooms: Map<string, Shown['presence']>) {
    if (news.to === 'friends') return news.presence;
    if (news.presence === null) rooms.delete(news.roomId);
    else rooms.set(news.roomId, news.presence);
    return friends;
  }
});

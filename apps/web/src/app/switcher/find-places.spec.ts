import { nothingUnread } from '../core/room-chats/attention';
import { type Place, findPlaces } from './find-places';

const place = (name: string, different: Partial<Place> = {}): Place => ({
  id: name,
  kind: 'room',
  name,
  detail: '',
  path: [],
  attention: nothingUnread,
  ...different,
});
const found = (places: readonly Place[], query: string) => findPlaces(places, query).map(({ name }) => name);

describe('where one can go', () => {
  test('by the beginning of a name comes first, then by that of a word, then by a part, then by the room it is in', () => {
    const places = [
      place('Plans', { detail: 'Lunch' }),
      place('Blunch'),
      place('Sunday lunch'),
      place('Lunch'),
      place('Other'),
    ];
    expect(found(places, 'lun')).toEqual(['Lunch', 'Sunday lunch', 'Blunch', 'Plans']);
  });

  test('has every word of the query, without regard to case and accents', () => {
    const places = [place('Café Größe'), place('Cafe'), place('Plans', { detail: 'Café' })];
    expect(found(places, 'CAFE gro')).toEqual(['Café Größe']);
    expect(found(places, 'plans cafe')).toEqual(['Plans']);
    expect(found(places, 'zebra')).toEqual([]);
  });

  test('without a query is where one is named, then where something is unread, then as it comes', () => {
    const loud = { loud: 2, quiet: 0, mentions: 0 };
    const places = [
      place('calm'),
      place('muted', { attention: { loud: 0, quiet: 5, mentions: 0 } }),
      place('unread', { attention: loud }),
      place('named', { attention: { ...loud, mentions: 1 } }),
    ];
    expect(found(places, ' ')).toEqual(['named', 'unread', 'calm', 'muted']);
  });

  test('is no more than one can look over', () => {
    expect(
      findPlaces(
        Array.from({ length: 30 }, (_, index) => place(`Room ${index}`)),
        'room',
      ),
    ).toHaveLength(8);
  });
});

import { type User } from '@parlour/contracts';
import { anna, ben } from '../core/testing/users';
import { type Said, groupMessages } from './group-messages';

function said(author: User, at: string, standsAlone = false): Said {
  return { key: at, author, saidAt: new Date(at), standsAlone };
}

/** `day`, `new`, `alone`, or who said how many. */
const shape = (messages: readonly Said[], firstNewKey?: string): string[] =>
  groupMessages(messages, firstNewKey).map((item) =>
    item.kind === 'messages' ? `${item.author.username} ${item.messages.length}` : item.kind,
  );

describe('the messages of a chat', () => {
  it('of one person within five minutes stand together', () => {
    expect(
      shape([
        said(anna, '2026-05-02T10:00:00'),
        said(anna, '2026-05-02T10:05:00'),
        said(ben, '2026-05-02T10:05:10'),
        said(anna, '2026-05-02T10:05:20'),
      ]),
    ).toEqual(['day', 'anna 2', 'ben 1', 'anna 1']);
  });

  it('are parted by a call, which stands alone', () => {
    expect(
      shape([
        said(anna, '2026-05-02T10:00:00'),
        said(anna, '2026-05-02T10:00:10', true),
        said(anna, '2026-05-02T10:00:20'),
      ]),
    ).toEqual(['day', 'anna 1', 'alone', 'anna 1']);
  });

  it('are parted where the new ones begin, below the day', () => {
    const messages = [said(anna, '2026-05-02T10:00:00'), said(anna, '2026-05-02T10:00:10')];
    expect(shape(messages, '2026-05-02T10:00:10')).toEqual(['day', 'anna 1', 'new', 'anna 1']);
    expect(shape(messages, '2026-05-02T10:00:00')).toEqual(['day', 'new', 'anna 2']);
  });

  it('are parted after a silence of more than five minutes', () => {
    expect(shape([said(anna, '2026-05-02T10:00:00'), said(anna, '2026-05-02T10:05:01')])).toEqual([
      'day',
      'anna 1',
      'anna 1',
    ]);
  });

  it('are parted by local midnight, even within five minutes', () => {
    expect(shape([said(anna, '2026-05-02T23:59:00'), said(anna, '2026-05-03T00:01:00')])).toEqual([
      'day',
      'anna 1',
      'day',
      'anna 1',
    ]);
  });

  it('keep the key of their group while it grows', () => {
    const first = said(anna, '2026-05-02T10:00:00');
    const keys = (messages: readonly Said[]): string[] => groupMessages(messages).map(({ key }) => key);
    expect(keys([first])).toEqual(keys([first, said(anna, '2026-05-02T10:01:00')]));
  });

  it('are nothing at all where there are none', () => {
    expect(groupMessages([])).toEqual([]);
  });
});

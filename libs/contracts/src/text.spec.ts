import { charsIn, email, hasVisibleChar, messageText, singleLine, username } from './index.js';

describe('text', () => {
  it('an emoji of two UTF-16 units counts as one character', () => {
    expect(charsIn('👋🏽')).toBe(2);
    expect(messageText.safeParse('👋'.repeat(4_000)).success).toBe(true);
    expect(messageText.safeParse('👋'.repeat(4_001)).error?.issues[0]?.message).toBe('message_too_long');
  });

  it.each([' ', '\n\t', '\u200b', '\u202e', '\u0301'])(
    'a message of nothing visible (%j) is empty',
    (text) => {
      expect(hasVisibleChar(text)).toBe(false);
      expect(messageText.safeParse(text).error?.issues[0]?.message).toBe('message_empty');
    },
  );

  it.each(['a\u0000b', '\ud800'])('text that PostgreSQL cannot store (%j) is malformed', (text) => {
    expect(messageText.safeParse(text).error?.issues.map((issue) => issue.message)).toEqual([
      'text_malformed',
    ]);
  });

  it('ten thousand combining marks are refused by length, not stored', () => {
    expect(messageText.safeParse(`a${'\u0301'.repeat(10_000)}`).error?.issues[0]?.message).toBe(
      'message_too_long',
    );
  });

  it.each(['a\nb', 'a\u202eb', 'a\u2066b'])(
    'a title has no line breaks and no direction overrides (%j)',
    (text) => {
      expect(singleLine(60).safeParse(text).error?.issues[0]?.message).toBe('text_malformed');
    },
  );

  it('names and addresses meet without regard to case', () => {
    expect(username.parse(' Anna_1 ')).toBe('anna_1');
    expect(email.parse(' Anna@Example.ORG ')).toBe('anna@example.org');
  });
});

import { suggestionsFor, withOperator, withSuggestion } from './suggestions';

const known = {
  people: [
    { username: 'ben', name: 'Benjamin' },
    { username: 'cem', name: 'Cem' },
  ],
  rooms: [{ slug: 'sunday-lunch', title: 'Sunday lunch' }],
  chats: [{ name: 'Plan B', slug: 'sunday-lunch', room: 'Sunday lunch' }],
};
const offered = (text: string) => suggestionsFor(text, known).map(({ written }) => written);

describe('what is offered behind a colon', () => {
  test.each([
    ['from:', ['from:me', 'from:ben', 'from:cem']],
    ['soup from:benj', ['from:ben']],
    ['from:m', ['from:me']],
    ['in:', ['in:sunday-lunch', 'in:sunday-lunch in:"#Plan B"', 'in:@ben', 'in:@cem']],
    ['in:#', ['in:sunday-lunch in:"#Plan B"']],
    ['in:@c', ['in:@cem']],
    ['IN:Sun', ['in:sunday-lunch']],
    ['has:', ['has:image', 'has:video', 'has:audio', 'has:file', 'has:link']],
    ['has:v', ['has:video']],
    ['before:', []],
    ['from:ben ', []],
    ['login:', []],
    ['from', []],
    ['', []],
  ])('%j: %j', (text, expected) => {
    expect(offered(text)).toEqual(expected);
  });

  test('takes the place of what was begun, and the next word can follow', () => {
    const [first] = suggestionsFor('soup in:#pl', known);
    if (!first) throw new Error('Nothing was offered');
    expect(withSuggestion('soup in:#pl', first)).toBe('soup in:sunday-lunch in:"#Plan B" ');
  });
});

test('an operator that is chosen from the help stands at the end', () => {
  expect(withOperator('', 'from')).toBe('from:');
  expect(withOperator('soup ', 'has')).toBe('soup has:');
});

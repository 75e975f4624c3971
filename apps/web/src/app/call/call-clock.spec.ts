import { clockWords } from './call-clock';

test.each([
  [0, '0:00'],
  [7, '0:07'],
  [187, '3:07'],
  [3_599, '59:59'],
  [3_600, '1:00:00'],
  [3_723, '1:02:03'],
])('a talk of %i seconds is shown as %s', (seconds, words) => {
  expect(clockWords(seconds)).toBe(words);
});

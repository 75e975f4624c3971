import fc from 'fast-check';
import { type Formatting, type Selected, format } from './format-text';

const applied = (
  { text }: Selected,
  { from, to, insert, start, end }: ReturnType<typeof format>,
): Selected => ({
  text: text.slice(0, from) + insert + text.slice(to),
  start,
  end,
});
/** `a [word] here`: the brackets stand for the selection. */
const parse = (marked: string): Selected => ({
  text: marked.replace(/[⟦⟧]/g, ''),
  start: marked.indexOf('⟦'),
  end: marked.indexOf('⟧') - 1,
});
const show = ({ text, start, end }: Selected): string =>
  `${text.slice(0, start)}⟦${text.slice(start, end)}⟧${text.slice(end)}`;

describe('formatting', () => {
  test.each<[Formatting, string, string]>([
    ['bold', 'a ⟦word⟧', 'a **⟦word⟧**'],
    ['bold', 'a **⟦word⟧**', 'a ⟦word⟧'],
    ['bold', '⟦⟧', '**⟦⟧**'],
    ['italic', 'a **⟦word⟧**', 'a ***⟦word⟧***'],
    ['italic', 'a *⟦word⟧*', 'a ⟦word⟧'],
    ['code', '⟦x⟧', '`⟦x⟧`'],
    ['quote', 'one\n⟦two\nthree⟧', 'one\n⟦> two\n> three⟧'],
    ['quote', '⟦> two\n> three⟧', '⟦two\nthree⟧'],
    ['list', 'a⟦⟧', '- a⟦⟧'],
    ['block', 'a ⟦b⟧', 'a \n```\n⟦b⟧\n```'],
    ['link', '⟦word⟧', '[word](⟦https://⟧)'],
    ['link', '⟦https://example.org⟧', '[⟦⟧](https://example.org)'],
  ])('as %s makes of %j: %j', (formatting, before, after) => {
    const selected = parse(before);
    expect(show(applied(selected, format(selected, formatting)))).toBe(after);
  });

  test('twice is as before, where marks stand around', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z ]{0,20}$/),
        fc.nat(20),
        fc.nat(20),
        fc.constantFrom<Formatting>('bold', 'italic', 'strike', 'code'),
        (text, one, other, formatting) => {
          const [start = 0, end = 0] = [one, other]
            .map((at) => Math.min(at, text.length))
            .sort((a, b) => a - b);
          const selected = { text, start, end };
          const once = applied(selected, format(selected, formatting));
          expect(applied(once, format(once, formatting))).toEqual(selected);
        },
      ),
    );
  });
});

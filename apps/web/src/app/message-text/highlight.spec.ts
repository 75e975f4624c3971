import fc from 'fast-check';
import { highlight } from './highlight';

const textOf = (code: string, language: string) =>
  highlight(code, language)
    .map(({ text }) => text)
    .join('');

describe('the parts of a piece of code', () => {
  test.each([
    ['ts', 'const a = `x ${b}`; // c', ['const:keyword', '// c:comment']],
    ['python', 'def f(x):\n  return "y"', ['def:keyword', 'f:title', '"y":string']],
    ['json', '{"a": 1}', ['"a":attribute', '1:number']],
    ['html', '<p class="a"><script>let b</script></p>', ['class:attribute', 'let:keyword']],
    ['diff', '+a\n-b', ['+a:added', '-b:removed']],
    ['sql', "select 'x' from t", ['select:keyword', "'x':string"]],
    ['bash', 'echo "$HOME" # x', ['# x:comment']],
  ])('in %s are told apart', (language, code, parts) => {
    const found = highlight(code, language).map(({ text, look }) => `${text.trim()}:${look}`);
    expect(found).toEqual(expect.arrayContaining(parts));
  });

  test('are together what was written, in every language, whatever it is', () => {
    const code = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc
        .array(
          fc.constantFrom(
            '"',
            "'",
            '`',
            '${',
            '}',
            '<a>',
            '</',
            '//',
            '/*',
            '\n',
            'let ',
            '#',
            '@',
            '\\',
            '1',
          ),
          { maxLength: 30 },
        )
        .map((parts) => parts.join('')),
    );
    const language = fc.constantFrom(
      'ts',
      'html',
      'css',
      'python',
      'bash',
      'markdown',
      'php',
      'rust',
      'none',
      '',
    );
    fc.assert(
      fc.property(code, language, (written, name) => {
        expect(textOf(written, name)).toBe(written);
      }),
      { numRuns: 500 },
    );
  });
});

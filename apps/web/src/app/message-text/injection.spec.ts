import fc from 'fast-check';
import { anna, ben } from '../core/testing/users';
import { html, markdown } from './testing/payloads';
import { renderText, saidIn } from './testing/render-text';

/** Everything that a message may become. */
const elements = new Set([
  ...['PARLOUR-RICH-BLOCKS', 'PARLOUR-RICH-INLINES', 'PARLOUR-CODE-BLOCK'],
  ...['P', 'SPAN', 'STRONG', 'EM', 'DEL', 'CODE', 'A', 'BDI', 'BUTTON', 'BLOCKQUOTE', 'UL', 'OL', 'LI'],
  ...['DIV', 'TABLE', 'THEAD', 'TBODY', 'TR', 'TH', 'TD', 'HR', 'FIGURE', 'PRE', 'svg', 'path', 'rect'],
]);
/** Those of a link, of our own buttons and icons, and of Angular. None takes a script. */
const attributes =
  /^(class|dir|data-message-text|data-look|href|target|rel|title|role|tabindex|type|start|aria-[a-z]+|ng-version|lucide[a-z]*|(_ng|ng-)[a-z0-9-]+|width|height|viewbox|fill|stroke(-[a-z]+)?|d|x|y|rx|ry|xmlns|mattooltip[a-z]*|parlouriconbutton)$/i;

function wrongIn(host: Element): string[] {
  return [...host.querySelectorAll('*')].flatMap((element) => [
    ...(elements.has(element.tagName) ? [] : [`<${element.tagName}>`]),
    ...[...element.attributes]
      .filter(
        ({ name, value }) => !attributes.test(name) || (name === 'href' && !/^(https?|mailto):/.test(value)),
      )
      .map(({ name, value }) => `${name}="${value}"`),
    ...(element instanceof HTMLAnchorElement && element.rel !== 'noopener noreferrer'
      ? ['a without rel']
      : []),
  ]);
}

describe('what somebody tries to smuggle into a message', () => {
  test('is tried in more than forty ways', () => expect(html.length + markdown.length).toBeGreaterThan(40));

  test.each(html)('is shown letter by letter: %s', async (payload) => {
    const rendered = await renderText(payload);
    expect(wrongIn(rendered.host)).toEqual([]);
    expect(saidIn(rendered).trim()).toBe(payload);
  });

  test.each(markdown)('becomes nothing that can run or load: %s', async (payload) => {
    const rendered = await renderText(payload);
    expect(wrongIn(rendered.host)).toEqual([]);
    expect(saidIn(rendered).trim()).not.toBe('');
  });

  test('never becomes anything else, however it is put together', async () => {
    const pieces = [
      ...[
        '<',
        '>',
        '"',
        "'",
        '`',
        '*',
        '_',
        '[',
        ']',
        '(',
        ')',
        '!',
        '\\',
        '|',
        '#',
        '&',
        ':',
        '@anna',
        '@room',
      ],
      ...[
        'javascript:',
        'data:text/html,',
        'https://x.org',
        'onerror=',
        '<img src=x ',
        '<script>',
        '\n',
        ' ',
        '```',
        '- ',
      ],
    ];
    const rendered = await renderText('');
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join('')),
          fc.string({ unit: 'binary', maxLength: 60 }),
        ),
        async (text) => {
          rendered.fixture.componentRef.setInput('text', text);
          rendered.fixture.componentRef.setInput('mentions', [anna, ben]);
          await rendered.fixture.whenStable();
          expect(wrongIn(rendered.host)).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  }, 30_000);
});

import { anna, ben, cem } from '../core/testing/users';
import { renderText, saidIn } from './testing/render-text';

const all = (host: HTMLElement, selector: string): string[] =>
  [...host.querySelectorAll(selector)].map(({ textContent }) => textContent);

describe('the text of a message', () => {
  test('is Markdown: bold, italic, struck out, code', async () => {
    const { host } = await renderText('**a** *b* ~~c~~ `d` __e__ _f_ snake_case_name');
    expect(all(host, 'strong')).toEqual(['a', 'e']);
    expect(all(host, 'em')).toEqual(['b', 'f']);
    expect(all(host, 'del')).toEqual(['c']);
    expect(all(host, 'code')).toEqual(['d']);
  });

  test('keeps line breaks, spaces and indentation as they were typed', async () => {
    const rendered = await renderText('one  two\n   three\nfour');
    expect(saidIn(rendered)).toBe('one  two\n   three\nfour');
  });

  test('shows quotes, lists with their numbers, boxes to tick, and tables', async () => {
    const { host } = await renderText(
      '> said\n\n- a\n  - b\n\n3. c\n4. d\n\n- [x] done\n\n| h |\n|---|\n| 1 |',
    );
    expect(all(host, 'blockquote')).toEqual(['said']);
    expect(all(host, 'ul ul li')).toEqual(['b']);
    expect(host.querySelector('ol')?.start).toBe(3);
    expect(host.querySelector('[role=img]')?.getAttribute('aria-label')).toBe('Done');
    expect(all(host, 'th, td')).toEqual(['h', '1']);
  });

  test.each(['-', '>', '***', '1.', '```', '[](https://example.org)', '   \u200b'])(
    'is never empty: %j is shown as it was typed',
    async (text) => {
      expect(saidIn(await renderText(text)).trim()).not.toBe('');
    },
  );

  test('is not a heading, and no code by indentation: a chat is no document', async () => {
    const rendered = await renderText('# 1 of the list\n    indented');
    expect(saidIn(rendered)).toBe('# 1 of the list\n    indented');
    expect(rendered.host.querySelector('h1, pre')).toBeNull();
  });

  test('links what is an address, in another tab and without telling where one comes from', async () => {
    const { host } = await renderText(
      'https://example.org/a_b_c, www.example.org, me@example.org, [words](https://example.com/x)',
    );
    const links = [...host.querySelectorAll('a')];
    expect(links.map(({ href }) => href)).toEqual([
      'https://example.org/a_b_c',
      'http://www.example.org/',
      'mailto:me@example.org',
      'https://example.com/x',
    ]);
    expect(new Set(links.map(({ target, rel }) => `${target} ${rel}`))).toEqual(
      new Set(['_blank noopener noreferrer']),
    );
    // Words can say anything: where they lead is told.
    expect(links.map(({ title }) => title)).toEqual(['', '', '', 'https://example.com/x']);
  });

  test.each(['[a](/rooms/x)', '[a](javascript:alert(1))', '[a](ftp://example.org)'])(
    'shows %s as it was typed: it leads nowhere',
    async (text) => {
      const rendered = await renderText(text);
      expect(rendered.host.querySelector('a')).toBeNull();
      expect(saidIn(rendered)).toBe(text);
    },
  );

  test('loads no picture: it links to it', async () => {
    const { host } = await renderText('![a cat](https://example.org/cat.png)');
    expect(host.querySelector('img')).toBeNull();
    expect(host.querySelector('a')?.href).toBe('https://example.org/cat.png');
    expect(all(host, 'a')).toEqual(['a cat']);
  });

  test('shows a few emoji by themselves large, and those among words as the words', async () => {
    expect((await renderText('🎉 👩‍👩‍👧‍👦 🇩🇪')).host.querySelector('.large')).not.toBeNull();
  });

  test.each(['🎉 yes', '🎉'.repeat(9), '1', '#'])('does not show %s large', async (text) => {
    expect((await renderText(text)).host.querySelector('.large')).toBeNull();
  });

  test('marks what was edited, and leads to what it said before', async () => {
    const rendered = await renderText('now', { edited: true });
    let asked = 0;
    rendered.fixture.componentInstance.showVersions.subscribe(() => (asked += 1));
    await rendered.click('Edited: show what it said before');
    expect(asked).toBe(1);
  });
});

describe('a name in a message', () => {
  test('is a button that opens the card of the person, and mine stands out', async () => {
    const { host } = await renderText('@ben and @ANNA, hello', { mentions: [anna, ben] });
    const mentions = [...host.querySelectorAll('button.mention')];
    expect(mentions.map(({ textContent }) => textContent.trim())).toEqual(['@ben', '@anna']);
    expect(mentions.map(({ classList }) => classList.contains('me'))).toEqual([false, true]);
    expect(mentions[0]?.getAttribute('aria-haspopup')).toBe('dialog');
  });

  test.each(['@cem', 'x@ben', '@ben@example.org', '`@ben`', '@bennet'])(
    'is only text where it names nobody: %s',
    async (text) => {
      const { host } = await renderText(text, { mentions: [ben] });
      expect(host.querySelector('button.mention')).toBeNull();
    },
  );

  test('may begin and end with what is markup elsewhere', async () => {
    const odd = { ...cem, username: '_cem_' };
    const { host } = await renderText('@_cem_ and *@ben*', { mentions: [odd, ben] });
    expect(all(host, 'button.mention bdi')).toEqual(['@_cem_', '@ben']);
  });

  test('@room stands out for everybody, where it was meant', async () => {
    const named = await renderText('@room hello', { mentionsRoom: true });
    expect(all(named.host, '.mention.me')).toEqual(['@room']);
  });

  test('@room is only text where nobody was named by it', async () => {
    expect((await renderText('@room hello')).host.querySelector('.mention')).toBeNull();
  });
});

describe('code in a message', () => {
  test('gets its colours when the highlighter is there, and stays letter by letter what it is', async () => {
    const code = 'const a = "<b>"; // x';
    const rendered = await renderText(`\`\`\`ts\n${code}\n\`\`\``);
    expect(rendered.host.querySelector('pre')?.textContent).toBe(code);
    expect(all(rendered.host, '[data-look=keyword]')).toEqual(['const']);
    expect(all(rendered.host, '[data-look=string]')).toEqual(['"<b>"']);
    expect(all(rendered.host, '[data-look=comment]')).toEqual(['// x']);
  });

  test('in a language that nobody knows has none', async () => {
    const { host } = await renderText('```klingon\nqapla\n```');
    expect(all(host, 'pre')).toEqual(['qapla']);
    expect(host.querySelector('[data-look]')).toBeNull();
  });
});

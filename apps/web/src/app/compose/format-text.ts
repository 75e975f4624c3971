export type Formatting = 'bold' | 'italic' | 'strike' | 'code' | 'block' | 'quote' | 'list' | 'link';

/** What is written, and which part of it is selected. */
export interface Selected {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** `insert` in place of what is from `from` to `to`; then the selection is there. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
  readonly start: number;
  readonly end: number;
}

const around: Readonly<Partial<Record<Formatting, string>>> = {
  bold: '**',
  italic: '*',
  strike: '~~',
  code: '`',
};
const lineStart: Readonly<Partial<Record<Formatting, string>>> = { quote: '> ', list: '- ' };

/** What changes when somebody formats what they have selected. The same again takes it back. */
export function format(selected: Selected, formatting: Formatting): TextChange {
  const mark = around[formatting];
  if (mark !== undefined) return wrap(selected, mark);
  const prefix = lineStart[formatting];
  if (prefix !== undefined) return prefixLines(selected, prefix);
  return formatting === 'link' ? link(selected) : block(selected);
}

function wrap({ text, start, end }: Selected, mark: string): TextChange {
  const size = mark.length;
  const inner = text.slice(start, end);
  const hasMark =
    text.slice(start - size, start) === mark &&
    text.slice(end, end + size) === mark &&
    // One star beside another is half of a bold mark.
    (size > 1 || (text[start - 2] !== mark && text[end + 1] !== mark));
  if (hasMark) return replace(start - size, end + size, inner, 0, inner.length);
  return replace(start, end, mark + inner + mark, size, size + inner.length);
}

function prefixLines({ text, start, end }: Selected, prefix: string): TextChange {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const lines = text.slice(from, end).split('\n');
  const all = lines.every((line) => line.startsWith(prefix));
  const insert = lines.map((line) => (all ? line.slice(prefix.length) : prefix + line)).join('\n');
  return replace(from, end, insert, lines.length > 1 ? 0 : insert.length, insert.length);
}

/** What is selected is the words of the link, or its address. */
function link({ text, start, end }: Selected): TextChange {
  const inner = text.slice(start, end);
  if (/^(https?|mailto):\S+$/.test(inner)) return replace(start, end, `[](${inner})`, 1, 1);
  const address = 'https://';
  const insert = `[${inner}](${address})`;
  const at = inner ? inner.length + 3 : 1;
  return replace(start, end, insert, at, inner ? at + address.length : at);
}

function block({ text, start, end }: Selected): TextChange {
  const before = start === 0 || text[start - 1] === '\n' ? '' : '\n';
  const opening = `${before}\`\`\`\n`;
  const inner = text.slice(start, end);
  return replace(start, end, `${opening}${inner}\n\`\`\``, opening.length, opening.length + inner.length);
}

/** `start` and `end` count from the beginning of what is inserted. */
const replace = (from: number, to: number, insert: string, start: number, end: number): TextChange => ({
  from,
  to,
  insert,
  start: from + start,
  end: from + end,
});

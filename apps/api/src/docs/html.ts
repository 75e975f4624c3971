/** Text that is safe to put into a page. Only `html` and `raw` make it. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | readonly Part[];

/** A piece of a page. What is put into it is escaped, unless it is a piece itself. */
export const html = (pieces: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(String.raw({ raw: pieces }, ...parts.map(textOf)));

/** What is a constant of the program and no input. */
export const raw = (text: string): Html => new Html(text);

function textOf(part: Part): string {
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(textOf).join('');
  return String(part).replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

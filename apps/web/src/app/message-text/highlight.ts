import { type Emitter } from 'highlight.js';
import highlighter from 'highlight.js/lib/common';

/** A part of a code block, and what it is: null for what is nothing in particular. */
export interface CodeSpan {
  readonly text: string;
  readonly look: CodeLook | null;
}
export type CodeLook =
  'keyword' | 'string' | 'number' | 'comment' | 'title' | 'type' | 'attribute' | 'added' | 'removed';

/** The scopes of highlight.js by their first name; what is not here has no look of its own. */
const looks: Readonly<Record<string, CodeLook>> = {
  keyword: 'keyword',
  literal: 'keyword',
  'selector-tag': 'keyword',
  operator: 'keyword',
  tag: 'keyword',
  name: 'keyword',
  string: 'string',
  regexp: 'string',
  char: 'string',
  subst: 'string',
  number: 'number',
  symbol: 'number',
  bullet: 'number',
  comment: 'comment',
  quote: 'comment',
  doctag: 'comment',
  meta: 'comment',
  title: 'title',
  section: 'title',
  'selector-class': 'title',
  'selector-id': 'title',
  type: 'type',
  built_in: 'type',
  class: 'type',
  attr: 'attribute',
  attribute: 'attribute',
  property: 'attribute',
  variable: 'attribute',
  'template-variable': 'attribute',
  addition: 'added',
  deletion: 'removed',
};

/** Keeps what the highlighter finds as parts, where its own would write HTML. */
class SpanEmitter implements Emitter {
  readonly spans: CodeSpan[] = [];
  private readonly scopes: string[] = [];

  addText(text: string): void {
    const scope = this.scopes.findLast((name) => lookOf(name) !== null);
    const look = scope === undefined ? null : lookOf(scope);
    const last = this.spans.at(-1);
    if (last && last.look === look) this.spans[this.spans.length - 1] = { text: last.text + text, look };
    else if (text) this.spans.push({ text, look });
  }

  startScope(name: string): void {
    this.scopes.push(name);
  }

  endScope(): void {
    this.scopes.pop();
  }

  /** The same under its older name, by which the highlighter still calls it in places. */
  openNode(name: string): void {
    this.startScope(name);
  }

  closeNode(): void {
    this.endScope();
  }

  __addSublanguage(emitter: Emitter): void {
    if (emitter instanceof SpanEmitter) this.spans.push(...emitter.spans);
  }

  toHTML(): string {
    return '';
  }

  finalize(): void {
    this.scopes.length = 0;
  }
}

/** `title.function` is a kind of `title`. */
const lookOf = (scope: string): CodeLook | null => looks[scope.split('.')[0] ?? ''] ?? null;

highlighter.configure({ __emitter: SpanEmitter });

/** The parts of a piece of code; one part where the language is none of those that are known, or the highlighter gave up. */
export function highlight(code: string, language: string): readonly CodeSpan[] {
  const plain = [{ text: code, look: null }];
  if (highlighter.getLanguage(language) === undefined) return plain;
  const { _emitter: emitter } = highlighter.highlight(code, { language, ignoreIllegals: true });
  const spans = emitter instanceof SpanEmitter ? emitter.spans : [];
  return spans.map(({ text }) => text).join('') === code ? spans : plain;
}

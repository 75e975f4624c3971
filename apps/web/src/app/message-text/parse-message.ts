import { type User } from '@parlour/contracts';
import { type MarkedToken, type Token, type Tokens } from 'marked';
import { type MentionToken, markdownTokens } from './markdown-lexer';
import { type Block, type Inline, paragraph } from './rich-text';
import { safeLink } from './safe-link';

/** Deeper quotes and lists are shown as they were typed: nobody reads them, and each level takes width. */
const maxDepth = 6;
/** More than these outside of code are no emphasis, and the parser's time grows with their square. */
const maxMarks = 400;

export interface Named {
  readonly mentions: readonly User[];
  readonly mentionsRoom: boolean;
}

/** What a message says, ready to be shown. Never throws, and always shows something where something was written. */
export function parseMessage(text: string, named: Named): readonly Block[] {
  if (marksIn(text) > maxMarks) return [paragraph(text)];
  try {
    const blocks = new Parser(named).blocks(markdownTokens(text), 0);
    return showsSomething(blocks) ? blocks : [paragraph(text)];
  } catch {
    return [paragraph(text)]; // nested so deeply that the parser ran out of stack
  }
}

const marksIn = (text: string): number =>
  text.replace(/^(`{3,}|~{3,})[^]*?^\1/gm, '').match(/[*_~[\]!]/g)?.length ?? 0;

class Parser {
  private readonly users: ReadonlyMap<string, User>;

  constructor(private readonly named: Named) {
    this.users = new Map(named.mentions.map((user) => [user.username, user]));
  }

  blocks(tokens: readonly Token[], depth: number): readonly Block[] {
    const blocks: Block[] = [];
    for (const token of tokens as readonly MarkedToken[]) {
      const block = this.block(token, depth);
      if (block) blocks.push(block);
    }
    return blocks;
  }

  private block(token: MarkedToken, depth: number): Block | null {
    switch (token.type) {
      case 'space':
        return null;
      case 'code':
        return { kind: 'code', language: languageOf(token), text: token.text };
      case 'hr':
        return { kind: 'rule' };
      case 'blockquote':
        if (depth >= maxDepth) return paragraph(token.raw);
        return { kind: 'quote', blocks: this.blocks(token.tokens, depth + 1) };
      case 'list':
        return depth >= maxDepth ? paragraph(token.raw) : this.list(token, depth);
      case 'table':
        return this.table(token);
      case 'paragraph':
      case 'text':
        return { kind: 'paragraph', children: this.inlines(token.tokens ?? [token], 0) };
      default:
        // Within a tight list what is said stands there without a paragraph.
        return { kind: 'paragraph', children: this.inlines([token], 0) };
    }
  }

  private list({ ordered, start, items }: Tokens.List, depth: number): Block {
    return {
      kind: 'list',
      start: ordered ? Number(start) : null,
      items: items.map(({ tokens }) => this.item(tokens, depth)),
    };
  }

  private item(tokens: readonly Token[], depth: number): readonly Block[] {
    const [first, ...rest] = tokens;
    if (first?.type !== 'checkbox') return this.blocks(tokens, depth + 1);
    // The box stands in the line of what it ticks.
    const [head, ...others] = this.blocks(rest, depth + 1);
    const box = this.inlines([first], 0);
    return head?.kind === 'paragraph'
      ? [{ kind: 'paragraph', children: [...box, ...head.children] }, ...others]
      : [{ kind: 'paragraph', children: box }, ...(head ? [head] : []), ...others];
  }

  private table({ header, rows }: Tokens.Table): Block {
    return {
      kind: 'table',
      head: header.map(({ tokens }) => this.inlines(tokens, 0)),
      rows: rows.map((row) => row.map(({ tokens }) => this.inlines(tokens, 0))),
    };
  }

  private inlines(tokens: readonly Token[], depth: number): readonly Inline[] {
    const inlines: Inline[] = [];
    for (const token of tokens) {
      const inline = this.inline(token as MarkedToken | MentionToken, depth);
      const last = inlines.at(-1);
      if (inline.kind === 'text' && last?.kind === 'text')
        inlines[inlines.length - 1] = { kind: 'text', text: last.text + inline.text };
      else inlines.push(inline);
    }
    return inlines;
  }

  private inline(token: MarkedToken | MentionToken, depth: number): Inline {
    if (depth > maxDepth) return typed(token);
    switch (token.type) {
      case 'text':
      case 'escape':
        return { kind: 'text', text: token.text };
      case 'strong':
      case 'em':
      case 'del':
        return { kind: token.type, children: this.inlines(token.tokens, depth + 1) };
      case 'codespan':
        return { kind: 'code', text: token.text };
      case 'br':
        // What stands before the break is markup; the spaces after it are somebody's indentation.
        return { kind: 'text', text: token.raw.replace(/^[\\ ]*/, '') };
      case 'checkbox':
        return { kind: 'check', checked: token.checked };
      case 'link':
        return this.link(token, depth);
      case 'image':
        return this.link(
          { ...token, type: 'link', tokens: [{ type: 'text', text: token.text, raw: '' }] },
          depth,
        );
      case 'mention':
        return this.mention(token as MentionToken);
      default:
        return typed(token);
    }
  }

  private link(token: Tokens.Link, depth: number): Inline {
    const href = safeLink(token.href);
    const children = href === null ? [] : this.inlines(token.tokens, depth + 1);
    if (href === null || !children.some(isVisible)) return typed(token);
    return { kind: 'link', href, title: token.autolink ? null : href, children };
  }

  private mention(token: MentionToken): Inline {
    const name = token.username.toLowerCase();
    if (name === 'room' && this.named.mentionsRoom) return { kind: 'everybody' };
    const user = this.users.get(name);
    return user ? { kind: 'mention', user } : typed(token);
  }
}

const typed = ({ raw }: Pick<Token, 'raw'>): Inline => ({ kind: 'text', text: raw });

/** The first word behind the fence. */
const languageOf = ({ lang }: Tokens.Code): string =>
  /^[\w+#.-]{1,30}/.exec(lang ?? '')?.[0].toLowerCase() ?? '';

function isVisible(inline: Inline): boolean {
  if (inline.kind === 'text' || inline.kind === 'code') return /\S/.test(inline.text);
  return 'children' in inline ? inline.children.some(isVisible) : true;
}

/** `-`, `>` and the like are an empty list and an empty quote to Markdown, and a message to people. */
function showsSomething(blocks: readonly Block[]): boolean {
  return blocks.some((block) => {
    switch (block.kind) {
      case 'paragraph':
        return block.children.some(isVisible);
      case 'quote':
        return showsSomething(block.blocks);
      case 'list':
        return block.items.some(showsSomething);
      case 'code':
        return /\S/.test(block.text);
      case 'table':
        return [block.head, ...block.rows].some((row) => row.some((cell) => cell.some(isVisible)));
      case 'rule':
        return false;
    }
  });
}

import { parseMessage } from './parse-message';
import { type Block, type Inline } from './rich-text';

/** What a message says without its markup, in one line: for quotes, lists of chats, and what is read aloud. */
export const plainText = (text: string): string =>
  parseMessage(text, { mentions: [], mentionsRoom: false })
    .map(ofBlock)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();

function ofBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return ofInlines(block.children);
    case 'quote':
      return block.blocks.map(ofBlock).join(' ');
    case 'list':
      return block.items.map((item) => item.map(ofBlock).join(' ')).join(', ');
    case 'code':
      return block.text;
    case 'table':
      return [block.head, ...block.rows].map((row) => row.map(ofInlines).join(', ')).join('; ');
    case 'rule':
      return '—';
  }
}

const ofInlines = (inlines: readonly Inline[]): string => inlines.map(ofInline).join('');

function ofInline(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
    case 'code':
      return inline.text;
    case 'check':
      return inline.checked ? '☑ ' : '☐ ';
    case 'mention':
      return `@${inline.user.username}`;
    case 'everybody':
      return '@room';
    default:
      return ofInlines(inline.children);
  }
}

import type { InputIssue } from '@parlour/contracts';

/** What a message can be searched for besides its words. `file`: a file of any kind. */
export const findable = ['image', 'video', 'audio', 'file', 'link'] as const;
export type Findable = (typeof findable)[number];

/** A search, read. Names and words are in lower case. */
export interface Search {
  /** Each is in the message, as a word, the beginning of one, or a part of one. */
  readonly words: readonly string[];
  /** Each is in the message, as it stands. */
  readonly phrases: readonly string[];
  /** Usernames, and `me`: one of them wrote it. */
  readonly from: readonly string[];
  /** In one of these, if there are any; with rooms and chats, in a chat of such a name in such a room. */
  readonly rooms: readonly string[];
  readonly chats: readonly string[];
  readonly people: readonly string[];
  /** All of them. */
  readonly has: readonly Findable[];
  /** From this moment on, and up to but without that one. */
  readonly since: Date | null;
  readonly until: Date | null;
}

export type ReadSearch = { readonly search: Search } | { readonly issues: readonly InputIssue[] };

/** Each is looked for in the index by itself, and its parts among all words. */
const termsMax = 16;
const dayMs = 86_400_000;

const issues = {
  value_missing: 'Something must follow the colon.',
  not_a_name: 'This is no name that a person, a room or a chat could have.',
  not_a_day: 'A day is written like 2026-11-21.',
  not_findable: `One can look for ${findable.join(', ')}.`,
  only_once: 'This can stand once only.',
  no_time_between: 'There is no time between these two days.',
  quote_open: 'A quotation mark is not closed.',
  too_many_words: `At most ${termsMax} words.`,
  nothing_to_find: 'There is no word here to look for.',
} as const;

type Issue = keyof typeof issues;

/** One part of what was typed: an operator with its value, a phrase in quotation marks, or a word. */
interface Part {
  readonly operator: string | null;
  readonly text: string;
  readonly isQuoted: boolean;
  readonly isOpen: boolean;
}

/** An operator begins a part; its value may be quoted, also behind its `#` or `@`. */
const nextPart = /\s*(?:(from|in|before|after|has):)?(?:([#@]?)"([^"]*)("?)|([^\s"]*))/y;

/** Reads what was typed into the search. Never throws; what makes no sense is named. */
export function readSearch(typed: string): ReadSearch {
  const reader = new SearchReader();
  for (const part of partsOf(typed.replace(/[“”„‟«»]/g, '"').toLowerCase())) reader.take(part);
  return reader.result();
}

/** The words that were looked for, each once, as they may be marked in a text. */
export const termsOf = ({ words, phrases }: Search): string[] => [
  ...new Set([...words, ...phrases].flatMap((term) => term.split(/[^\p{L}\p{N}\p{M}]+/u)).filter(isWord)),
];

function* partsOf(typed: string): Generator<Part> {
  nextPart.lastIndex = 0;
  while (nextPart.lastIndex < typed.length) {
    const [whole, operator = null, sign = '', quoted, end, plain = ''] = nextPart.exec(typed) ?? [''];
    if (whole === '') return;
    const isQuoted = quoted !== undefined;
    const text = isQuoted ? `${operator === null ? '' : sign}${quoted.trim()}` : plain;
    if (operator !== null || text !== '') yield { operator, text, isQuoted, isOpen: isQuoted && end === '' };
  }
}

const isWord = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

class SearchReader {
  private readonly issues: InputIssue[] = [];
  private readonly words = new Set<string>();
  private readonly phrases = new Set<string>();
  private readonly from = new Set<string>();
  private readonly rooms = new Set<string>();
  private readonly chats = new Set<string>();
  private readonly people = new Set<string>();
  private readonly has = new Set<Findable>();
  private since: Date | null = null;
  private until: Date | null = null;

  take({ operator, text, isQuoted, isOpen }: Part): void {
    if (isOpen) this.complain('quote_open');
    else if (operator === null) this.takeTerm(text, isQuoted);
    else if (text === '') this.complain('value_missing', operator);
    else this.takeOperator(operator, text);
  }

  result(): ReadSearch {
    const { since, until } = this;
    if (since !== null && until !== null && since >= until) this.complain('no_time_between');
    if (this.words.size + this.phrases.size > termsMax) this.complain('too_many_words');
    const asked = [this.words, this.phrases, this.from, this.rooms, this.chats, this.people, this.has];
    const isEmpty = asked.every(({ size }) => size === 0) && since === null && until === null;
    if (isEmpty && this.issues.length === 0) this.complain('nothing_to_find');
    if (this.issues.length > 0) return { issues: this.issues };
    const [words, phrases, from, rooms, chats, people] = [
      [...this.words],
      [...this.phrases],
      [...this.from],
      [...this.rooms],
      [...this.chats],
      [...this.people],
    ];
    return { search: { words, phrases, from, rooms, chats, people, has: [...this.has], since, until } };
  }

  /** Punctuation alone is passed over. */
  private takeTerm(text: string, isQuoted: boolean): void {
    if (isWord(text)) (isQuoted ? this.phrases : this.words).add(text);
  }

  private takeOperator(operator: string, text: string): void {
    if (operator === 'from') this.takeName(this.from, text.replace(/^@/, ''), operator);
    else if (operator === 'in') this.takePlace(text);
    else if (operator === 'has') this.takeKind(text);
    else this.takeDay(operator, text);
  }

  private takePlace(text: string): void {
    if (text.startsWith('#')) this.takeName(this.chats, text.slice(1), 'in');
    else if (text.startsWith('@')) this.takeName(this.people, text.slice(1), 'in');
    else this.takeName(this.rooms, text, 'in');
  }

  private takeName(names: Set<string>, text: string, operator: string): void {
    if (isWord(text)) names.add(text);
    else this.complain('not_a_name', operator);
  }

  private takeKind(text: string): void {
    const kind = findable.find((one) => one === text);
    if (kind === undefined) this.complain('not_findable', 'has');
    else this.has.add(kind);
  }

  /** Both without the day itself. */
  private takeDay(operator: string, text: string): void {
    const day = dayOf(text);
    const field = operator === 'before' ? 'until' : 'since';
    if (day === null) this.complain('not_a_day', operator);
    else if (this[field] !== null) this.complain('only_once', operator);
    else this[field] = operator === 'before' ? day : new Date(day.getTime() + dayMs);
  }

  private complain(code: Issue, operator?: string): void {
    const message = operator === undefined ? issues[code] : `${operator}: ${issues[code]}`;
    this.issues.push({ path: 'q', code, message });
  }
}

/** The beginning of a day in UTC, after 1970; null where the calendar has no such day. */
function dayOf(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const day = new Date(`${text}T00:00:00.000Z`);
  if (Number.isNaN(day.getTime()) || day.getTime() < 0) return null;
  return day.toISOString().startsWith(text) ? day : null;
}

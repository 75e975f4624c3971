import { inChat, operatorOf } from './search-in';

/** The operators of a search, in the order in which they are told of. */
export const operators = ['from', 'in', 'has', 'before', 'after'] as const;
export type Operator = (typeof operators)[number];

export interface Suggestion {
  /** `from:ben`, as it is to be written. */
  readonly written: string;
  readonly name: string;
  readonly detail: string;
}

/** What can stand behind the colons. */
export interface Suggestible {
  readonly people: readonly { readonly username: string; readonly name: string }[];
  readonly rooms: readonly { readonly slug: string; readonly title: string }[];
  readonly chats: readonly { readonly name: string; readonly slug: string; readonly room: string }[];
}

const attachmentKinds = ['image', 'video', 'audio', 'file', 'link'] as const;

const suggestionsMax = 6;

/** The operator that is being written at the end of a text: `from:be`. */
const unfinished = /(?:^|\s)(from|in|has):"?([^\s"]*)$/i;

/** What the end of the text may become; nothing where it is no operator. */
export function suggestionsFor(text: string, known: Suggestible): readonly Suggestion[] {
  const [, operator = '', begun = ''] = unfinished.exec(text) ?? [];
  const [, sign = '', beginning = ''] = /^([#@]?)(.*)$/.exec(begun.toLowerCase()) ?? [];
  return candidatesFor(operator.toLowerCase(), known)
    .filter((candidate) => sign === '' || candidate.sign === sign)
    .filter(({ keys }) => keys.some((key) => key.toLowerCase().startsWith(beginning)))
    .slice(0, suggestionsMax)
    .map(({ suggestion }) => suggestion);
}

/** The text with its unfinished end replaced, ready for the next word. */
export const withSuggestion = (text: string, { written }: Suggestion): string =>
  `${text.replace(/\S+$/, '')}${written} `;

/** The text with the beginning of an operator at its end. */
export const withOperator = (text: string, operator: Operator): string =>
  `${text.trimEnd()}${text.trim() === '' ? '' : ' '}${operator}:`;

interface Candidate {
  readonly suggestion: Suggestion;
  /** What stands between the colon and the name. */
  readonly sign: '' | '#' | '@';
  /** By what it is found. */
  readonly keys: readonly string[];
}

function candidatesFor(operator: string, known: Suggestible): readonly Candidate[] {
  switch (operator) {
    case 'from':
      return [plain('from:me', 'me'), ...known.people.map((person) => candidateOf('from', '', person))];
    case 'in':
      return [
        ...known.rooms.map(({ slug, title }) => ({
          suggestion: { written: operatorOf('in', slug), name: title, detail: '' },
          sign: '' as const,
          keys: [slug, title],
        })),
        ...known.chats.map(({ slug, name, room }) => ({
          suggestion: { written: inChat(slug, name), name, detail: room },
          sign: '#' as const,
          keys: [name],
        })),
        ...known.people.map((person) => candidateOf('in', '@', person)),
      ];
    case 'has':
      return attachmentKinds.map((kind) => plain(`has:${kind}`, kind));
    default:
      return [];
  }
}

const plain = (written: string, key: string): Candidate => ({
  suggestion: { written, name: '', detail: '' },
  sign: '',
  keys: [key],
});

const candidateOf = (
  operator: Operator,
  sign: '' | '@',
  { username, name }: Suggestible['people'][number],
): Candidate => ({
  suggestion: { written: operatorOf(operator, `${sign}${username}`), name, detail: `@${username}` },
  sign,
  keys: [username, name],
});

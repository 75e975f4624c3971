import { operatorOf } from './search-in';

/** The operators of a search, in the order in which they are told of. */
export const operators = ['from', 'in', 'has', 'before', 'after'] as const;
export type Operator = (typeof operators)[number];

export interface Suggestion {
  /** `from:ben`, as it is to be written. */
  readonly operator: string;
  readonly name: string;
  readonly detail: string;
}

/** What can stand behind the colons. */
export interface Suggestible {
  readonly people: readonly { readonly username: string; readonly name: string }[];
  readonly rooms: readonly { readonly slug: string; readonly title: string }[];
  readonly chats: readonly { readonly name: string; readonly room: string }[];
}

export const attachmentKinds = ['image', 'video', 'audio', 'file', 'link'] as const;

const suggestionsMax = 6;

/** The operator that is being written at the end of a text: `from:be`. */
const unfinished = /(?:^|\s)(from|in|has):"?([^\s"]*)$/i;

/** What the end of the text may become; nothing where it is no operator. */
export function suggestionsFor(text: string, known: Suggestible): readonly Suggestion[] {
  const [, operator = '', begun = ''] = unfinished.exec(text) ?? [];
  if (operator === '') return [];
  const beginning = begun.toLowerCase();
  return candidatesFor(operator.toLowerCase(), known)
    .filter(
      ({ operator: whole, name }) =>
        valueOf(whole)
          .toLowerCase()
          .replace(/^[#@"]+/, '')
          .startsWith(beginning.replace(/^[#@]/, '')) || name.toLowerCase().startsWith(beginning),
    )
    .filter(({ operator: whole }) => !/^[#@]/.test(beginning) || valueOf(whole).includes(beginning.charAt(0)))
    .slice(0, suggestionsMax);
}

/** The text with its unfinished end replaced, ready for the next word. */
export const withSuggestion = (text: string, { operator }: Suggestion): string =>
  `${text.replace(/\S+$/, '')}${operator} `;

/** The text with the beginning of an operator at its end. */
export const withOperator = (text: string, operator: Operator): string =>
  `${text.trimEnd()}${text.trim() === '' ? '' : ' '}${operator}:`;

function candidatesFor(operator: string, { people, rooms, chats }: Suggestible): readonly Suggestion[] {
  const of = (value: string, name: string, detail: string): Suggestion => ({
    operator: operatorOf(operator, value),
    name,
    detail,
  });
  switch (operator) {
    case 'from':
      return [of('me', '', ''), ...people.map(({ username, name }) => of(username, name, `@${username}`))];
    case 'in':
      return [
        ...rooms.map(({ slug, title }) => of(slug, title, '')),
        ...chats.map(({ name, room }) => of(`#${name}`, name, room)),
        ...people.map(({ username, name }) => of(`@${username}`, name, `@${username}`)),
      ];
    default:
      return attachmentKinds.map((kind) => of(kind, '', ''));
  }
}

const valueOf = (operator: string): string => operator.slice(operator.indexOf(':') + 1);

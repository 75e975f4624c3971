import { type Person, type Presence } from '@parlour/contracts';

/** What the socket, or an answer to a command, tells about one person. */
export type PeopleChange =
  | { readonly kind: 'person'; readonly person: Person }
  | { readonly kind: 'presence'; readonly userId: string; readonly presence: Presence };

/** By user id. Somebody who is nothing to me any more stays, as that. */
export type PeopleById = ReadonlyMap<string, Person>;

/** The people after one change. Applying a change twice is the same as once. */
export function changePeople(people: PeopleById, change: PeopleChange): PeopleById {
  switch (change.kind) {
    case 'person':
      return new Map(people).set(change.person.user.id, change.person);
    case 'presence': {
      const person = people.get(change.userId);
      // Of friends only: what was on its way when a friendship ended is nobody's business any more.
      if (person?.relation !== 'friends') return people;
      return new Map(people).set(change.userId, { ...person, presence: change.presence });
    }
  }
}

export const peopleById = (people: readonly Person[]): PeopleById =>
  new Map(people.map((person) => [person.user.id, person]));

/** Somebody who is nothing to me. */
export const stranger = (person: Person): Person => ({
  ...person,
  relation: 'none',
  since: null,
  presence: null,
});

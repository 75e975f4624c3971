/**
 * Whether one of two people has blocked the other. `person`: the id of the one; `relation`: the alias of their row of
 * `relations`, if there is one.
 */
export const hasBlocked = (person: string, relation: string): string =>
  `(case when ${person} = ${relation}.low_id then ${relation}.low_blocked_at else ${relation}.high_blocked_at end is not null)`;

/** Why one of two people who are no friends cannot write to the other. Who has blocked them they must not learn. */
export const notAFriend = (person: string, relation: string): string =>
  `case when ${hasBlocked(person, relation)} then 'person_blocked' else 'not_friends' end`;

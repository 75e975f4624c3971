import { type Person, routes } from '@parlour/contracts';
import type { Answer } from './http-client.js';
import type { TestApp, TestUser } from './test-app.js';

/** What one person does to another, in the words of the tests. */
export function peopleClient({ http }: TestApp) {
  const params = ({ user }: TestUser) => ({ params: { username: user.username } });
  return {
    request: (by: TestUser, of: TestUser) => http(routes.requestFriend, params(of), by),
    withdraw: (by: TestUser, of: TestUser) => http(routes.withdrawRequest, params(of), by),
    accept: (by: TestUser, of: TestUser) => http(routes.acceptRequest, params(of), by),
    decline: (by: TestUser, of: TestUser) => http(routes.declineRequest, params(of), by),
    remove: (by: TestUser, of: TestUser) => http(routes.removeFriend, params(of), by),
    block: (by: TestUser, of: TestUser) => http(routes.blockPerson, params(of), by),
    unblock: (by: TestUser, of: TestUser) => http(routes.unblockPerson, params(of), by),
    profile: (by: TestUser, of: TestUser) => http(routes.getProfile, params(of), by),
    find: (by: TestUser, username: string) => http(routes.findPeople, { query: { username } }, by),
    list: async (of: TestUser) => (await http(routes.listFriends, {}, of)).body.people,
  };
}

export type PeopleAction = Exclude<keyof ReturnType<typeof peopleClient>, 'profile' | 'find' | 'list'>;

/** @returns the id of their direct chat. */
export async function befriend(app: TestApp, one: TestUser, other: TestUser): Promise<string> {
  const people = peopleClient(app);
  const asked = await people.request(one, other);
  const accepted = await people.accept(other, one);
  const { chatId } = accepted.body as Partial<Person>;
  if (typeof chatId !== 'string') {
    throw new Error(`Becoming friends: ${JSON.stringify([asked.problem, accepted.problem])}`);
  }
  return chatId;
}

/** `ok`, or the code of the problem. */
export const outcomeOf = ({ status, problem }: Pick<Answer<never>, 'status' | 'problem'>): string =>
  status < 300 ? 'ok' : problem.code;

import { type CreateRoomRequest, type Room, routes } from '@parlour/contracts';
import type { TestApp, TestUser } from '../../../test/test-app.js';

/** The commands of rooms, in the words of the tests. */
export function roomClient(app: TestApp) {
  const at = (slug: string) => ({ params: { slug } });
  const of = (slug: string, { user }: TestUser) => ({ params: { slug, username: user.username } });
  return {
    async create(user: TestUser, fields: Partial<CreateRoomRequest> = {}): Promise<Room> {
      const body = { title: 'Sunday lunch', visibility: 'public' as const, ...fields };
      return (await app.http(routes.createRoom, { body }, user)).body;
    },
    get: (user: TestUser, slug: string) => app.http(routes.getRoom, at(slug), user),
    join: (user: TestUser, slug: string) => app.http(routes.joinRoom, at(slug), user),
    leave: (user: TestUser, slug: string) => app.http(routes.leaveRoom, at(slug), user),
    add: (owner: TestUser, slug: string, user: TestUser) => app.http(routes.addMember, of(slug, user), owner),
    remove: (owner: TestUser, slug: string, user: TestUser) =>
      app.http(routes.removeMember, of(slug, user), owner),
  };
}

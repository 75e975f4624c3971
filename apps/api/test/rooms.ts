import { type CreateRoomRequest, type Room, routes } from '@parlour/contracts';
import { randomUUID } from 'node:crypto';
import type { TestApp, TestUser } from './test-app.js';

/** A room, public unless told, that the first person opened and the others have joined. */
export async function roomOf(
  { http }: TestApp,
  [owner, ...others]: readonly [TestUser, ...TestUser[]],
  { title = 'Sunday lunch', visibility = 'public' }: Partial<CreateRoomRequest> = {},
): Promise<Room> {
  const created = await http(routes.createRoom, { body: { title, visibility } }, { token: owner.token });
  if (created.status !== 201) throw new Error(`Opening a room: ${JSON.stringify(created.problem)}`);
  const { slug } = created.body;
  for (const { token, user } of others) {
    const joined =
      visibility === 'public'
        ? await http(routes.joinRoom, { params: { slug } }, { token })
        : await http(routes.addMember, { params: { slug, username: user.username } }, { token: owner.token });
    if (joined.status !== 200) throw new Error(`Joining a room: ${JSON.stringify(joined.problem)}`);
  }
  return created.body;
}

/** A message that nobody has sent yet. */
export const newMessage = (chatId: string, text = 'Hello') => ({
  chatId,
  clientMessageId: randomUUID(),
  text,
});

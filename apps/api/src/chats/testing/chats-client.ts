import {
  type CreateRoomChatRequest,
  type Message,
  routes,
  type UpdateRoomChatRequest,
} from '@parlour/contracts';
import { newMessage } from '../../../test/rooms.js';
import type { TestSocket } from '../../../test/socket-client.js';
import type { TestApp, TestUser } from '../../../test/test-app.js';

/** What people do with chats, in the words of the tests. */
export function chatsClient({ http }: TestApp) {
  const at = (chatId: string) => ({ params: { chatId } });
  return {
    open: (by: TestUser, slug: string, body: CreateRoomChatRequest = { name: 'Plans' }) =>
      http(routes.createRoomChat, { params: { slug }, body }, by),
    update: (by: TestUser, slug: string, chatId: string, body: UpdateRoomChatRequest) =>
      http(routes.updateRoomChat, { params: { slug, chatId }, body }, by),
    list: async (of: TestUser) => (await http(routes.listRoomChats, {}, of)).body.chats,
    post: (by: TestUser, chatId: string, text = 'Hello') => {
      const { chatId: id, ...body } = newMessage(chatId, text);
      return http(routes.postMessage, { ...at(id), body }, by);
    },
    async write(by: TestUser, chatId: string, text = 'Hello'): Promise<Message> {
      return (await this.post(by, chatId, text)).body.message;
    },
    history: (of: TestUser, chatId: string) => http(routes.listMessages, { ...at(chatId), query: {} }, of),
    setMark: (of: TestUser, chatId: string, lastReadSeq: number) =>
      http(routes.setReadMark, { ...at(chatId), body: { lastReadSeq } }, of),
    seen: (of: TestUser, chatId: string) => http(routes.listSeenMarks, at(chatId), of),
    mute: (of: TestUser, chatId: string, muted: boolean) =>
      http(routes.muteChat, { ...at(chatId), body: { muted } }, of),
    /** Whether others see what one has read. */
    showRead: (of: TestUser, showRead: boolean) => http(routes.updatePresence, { body: { showRead } }, of),
  };
}

/** `ok`, or the code of the refusal. */
export async function read(socket: TestSocket, chatId: string, seq: number): Promise<string> {
  const answer = await socket.command('chat:read', { chatId, seq });
  return answer.ok ? 'ok' : answer.error.code;
}

/** What was sent to a socket before this has arrived after this. */
export const settled = (socket: TestSocket) => socket.command('lobby:unwatch', {});

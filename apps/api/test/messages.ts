import { type Message, type PostMessageRequest, routes } from '@parlour/contracts';
import { randomUUID } from 'node:crypto';
import type { ConfigFields } from '../src/config/config.js';
import { newId } from '../src/database/ids.js';
import type { TestSocket } from './socket-client.js';
import { startTestApp, type TestApp, type TestUser, unhurried } from './test-app.js';

/** What people do with messages over HTTP, in the words of the tests. `of`: the message, or only where it is. */
export function messageClient({ http }: Pick<TestApp, 'http'>) {
  const place = ({ chatId, id }: Pick<Message, 'chatId' | 'id'>) => ({
    params: { chatId, messageId: id },
  });
  const marked = (of: Pick<Message, 'chatId' | 'id'>, emoji: string) => ({
    params: { ...place(of).params, emoji },
  });
  const post = (by: TestUser, chatId: string, message: Partial<PostMessageRequest> = {}) =>
    http(
      routes.postMessage,
      { params: { chatId }, body: { clientMessageId: randomUUID(), text: 'Hello', ...message } },
      by,
    );
  return {
    post,
    /** @throws where it is refused. */
    async write(by: TestUser, chatId: string, message: string | Partial<PostMessageRequest> = {}) {
      const answer = await post(by, chatId, typeof message === 'string' ? { text: message } : message);
      if (answer.status !== 201) throw new Error(answer.problem.code);
      return answer.body.message;
    },
    edit: (by: TestUser, of: Pick<Message, 'chatId' | 'id'>, text = 'as it should be') =>
      http(routes.editMessage, { ...place(of), body: { text } }, by),
    delete: (by: TestUser, of: Pick<Message, 'chatId' | 'id'>) => http(routes.deleteMessage, place(of), by),
    react: (by: TestUser, of: Pick<Message, 'chatId' | 'id'>, emoji = '👍') =>
      http(routes.addReaction, marked(of, emoji), by),
    unreact: (by: TestUser, of: Pick<Message, 'chatId' | 'id'>, emoji = '👍') =>
      http(routes.removeReaction, marked(of, emoji), by),
    versions: (by: TestUser, of: Pick<Message, 'chatId' | 'id'>) => http(routes.listVersions, place(of), by),
    reactions: (by: TestUser, of: Pick<Message, 'chatId' | 'id'>) =>
      http(routes.listReactions, place(of), by),
    page: (by: TestUser, chatId: string, query: Record<string, number> = {}) =>
      http(routes.listMessages, { params: { chatId }, query }, by),
    catchUp: (by: TestUser, chatId: string, seq: number, change: number) =>
      http(routes.catchUp, { params: { chatId }, query: { seq, change } }, by),
  };
}

export type MessageClient = ReturnType<typeof messageClient>;

/** An app with two people in it who may write as fast as a test does. */
export interface Talk {
  readonly app: TestApp;
  readonly messages: MessageClient;
  readonly anna: TestUser;
  readonly ben: TestUser;
}

export async function startTalk(overrides: Partial<ConfigFields> = {}): Promise<Talk> {
  const app = await startTestApp({ ...unhurried, ...overrides });
  const [anna, ben] = await Promise.all([app.signUp(), app.signUp()]);
  return { app, messages: messageClient(app), anna, ben };
}

/** A file that somebody has uploaded to a chat and not sent yet, without what is in it. @returns its id. */
export async function looseFile(
  { database }: TestApp,
  { user }: TestUser,
  chatId: string,
  name = 'recipe.txt',
): Promise<string> {
  const id = newId();
  await database.query(
    `insert into attachments (id, chat_id, owner_id, name, kind, media_type, size_bytes, created_at)
     values ($1, $2, $3, $4, 'file', 'text/plain', 12, now())`,
    [id, chatId, user.id, name],
  );
  return id;
}

/** Every event of a chat that has come to a socket so far, in the order in which it came. */
export function heard(socket: TestSocket, chatId: string): Message[] {
  const messages: Message[] = [];
  const keep = ({ message }: { message: Message }) => {
    if (message.chatId === chatId) messages.push(message);
  };
  socket.raw.on('message:created', keep);
  socket.raw.on('message:changed', keep);
  return messages;
}

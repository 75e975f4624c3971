import { randomUUID } from 'node:crypto';
import { ChatAccessRepository } from '../../../dist/apps/api/chats/chat-access.repository.js';
import { ChatReadsRepository } from '../../../dist/apps/api/chats/chat-reads.repository.js';
import { DirectChatsRepository } from '../../../dist/apps/api/chats/direct-chats.repository.js';
import { RoomChatsRepository } from '../../../dist/apps/api/chats/room-chats.repository.js';
import { newId } from '../../../dist/apps/api/database/ids.js';
import { AttachmentsRepository } from '../../../dist/apps/api/files/attachments.repository.js';
import { HistoryRepository } from '../../../dist/apps/api/messages/history.repository.js';
import { MessageChangesRepository } from '../../../dist/apps/api/messages/message-changes.repository.js';
import { MessagesRepository } from '../../../dist/apps/api/messages/messages.repository.js';
import { SearchQueueRepository } from '../../../dist/apps/api/search/search-queue.repository.js';
import { readSearch } from '../../../dist/apps/api/search/search-query.js';
import { SearchRepository } from '../../../dist/apps/api/search/search.repository.js';

const firstId = '00000000-0000-0000-0000-000000000000';
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const pageItems = 50;

/**
 * Every query of the chat, asked by the server's own repositories. `run(at)` is called with 0, 1, 2 …, for other parameters each
 * time; `rare` ones are asked a tenth as often.
 */
export function casesOf(database, sample) {
  return [
    ...historyCases(database, sample),
    ...storingCases(database, sample),
    ...changeCases(database, sample),
    ...chatCases(database, sample),
    ...searchCases(database, sample),
  ];
}

function historyCases(database, { long, short, messages, reacted, lastChange }) {
  const history = new HistoryRepository(database);
  const seqAt = (at) => messages[at % messages.length].seq;
  return [
    {
      name: `open the longest chat (${long.lastSeq})`,
      run: () => history.page(long.id, { at: 'newest' }, pageItems),
    },
    {
      name: `open a chat of ${short.lastSeq}`,
      run: () => history.page(short.id, { at: 'newest' }, pageItems),
    },
    ...['before', 'after', 'around'].map((place) => ({
      name: `page ${place} a message of the longest chat`,
      run: (at) => history.page(long.id, { at: place, seq: seqAt(at) }, pageItems),
    })),
    {
      name: 'catch up with 20 messages and 20 changes',
      run: (at) => history.missed(long.id, { seq: long.lastSeq - 20 - (at % 5), change: lastChange - 20 }),
    },
    {
      name: 'catch up with 500 messages',
      run: () => history.missed(long.id, { seq: long.lastSeq - 500, change: lastChange }),
      rare: true,
    },
    {
      name: 'versions of a message',
      run: (at) => history.versionsOf(messages[at % messages.length].id, 100),
    },
    { name: 'who reacted', run: (at) => history.reactionsOf(reacted[at % reacted.length].id) },
  ];
}

function storingCases(database, { long, members, messages }) {
  const repository = new MessagesRepository(database);
  const draft = (index, extras) => ({
    id: newId(),
    chatId: long.id,
    authorId: members[index % members.length].id,
    clientMessageId: randomUUID(),
    text: 'Shall we have lunch on Sunday?',
    call: null,
    extras,
  });
  const several = (count, extras = null) => Array.from({ length: count }, (_, index) => draft(index, extras));
  const reply = { replyToId: messages[0].id, names: ['reader'], mentionsRoom: true, attachmentIds: [] };
  return [
    ...[1, 16].map((count) => ({
      name: `store ${count === 1 ? 'a message' : `${count} messages`}`,
      run: () => repository.store(several(count)),
      writes: true,
    })),
    { name: 'store 200 messages', run: () => repository.store(several(200)), writes: true, rare: true },
    { name: 'store a reply with mentions', run: () => repository.store(several(1, reply)), writes: true },
  ];
}

function changeCases(database, { messages, reacted, attachment }) {
  const changes = new MessageChangesRepository(database);
  const queue = new SearchQueueRepository(database);
  const attachments = new AttachmentsRepository(database);
  const change = (work) => (at) => {
    const { id, chatId, userId } = reacted[at % reacted.length];
    return changes.change({ chatId, messageId: id, actorId: userId }, (held) => work(held, at));
  };
  const text = { text: 'Or on Saturday, @reader?', names: ['reader'], mentionsRoom: false };
  const ids = messages.slice(0, 200).map(({ id }) => id);
  return [
    { name: 'edit', run: change((held) => held.edit(text)), writes: true },
    { name: 'delete', run: change((held) => held.delete()), writes: true },
    {
      name: 'react',
      run: change(async (held) => {
        await held.countReactions('🦊');
        await held.addReaction('🦊');
        return held.message();
      }),
      writes: true,
    },
    {
      name: 'take a reaction back',
      run: change((held, at) => held.removeReaction(reacted[at % reacted.length].emoji)),
      writes: true,
    },
    {
      name: 'index 200 messages for the search',
      run: async () => {
        await database.query('insert into search_queue (message_id) select unnest($1::uuid[])', [ids]);
        return queue.index(200, []);
      },
      writes: true,
      rare: true,
    },
    { name: 'may this file be had', run: () => attachments.byId(attachment.id) },
  ];
}

function chatCases(database, { person, long, direct, members }) {
  const access = new ChatAccessRepository(database);
  const reads = new ChatReadsRepository(database);
  const rooms = new RoomChatsRepository(database);
  const directs = new DirectChatsRepository(database);
  const member = (at) => members[at % members.length].id;
  return [
    { name: 'chats of a person (handshake)', run: () => access.chatIdsOf(person.id) },
    { name: 'may this person read', run: (at) => access.isReadable(member(at), long.id) },
    { name: 'may this person write', run: (at) => access.writeRefusal(member(at), long.id) },
    { name: 'room chats with what is unread', run: () => rooms.chatsOf(person.id), rare: true },
    { name: 'one room chat with what is unread', run: (at) => rooms.chatOf(member(at), long.id) },
    { name: 'direct chats with what is unread', run: () => directs.chatsOf(person.id), rare: true },
    {
      name: 'read up to here',
      run: (at) => reads.moveForward(member(at), long.id, long.lastSeq - 5),
      writes: true,
    },
    {
      name: 'unread from here, all of it',
      run: (at) => reads.moveAnywhere(member(at), long.id, 0),
      writes: true,
    },
    { name: 'mute', run: (at) => reads.mute(member(at), long.id, true), writes: true },
    { name: 'who sees that I have read', run: () => reads.seersOf(person.id, direct.id) },
    { name: 'who has read up to where', run: () => reads.seenBy(person.id, direct.id) },
  ];
}

const searches = [
  ['a common word', 'know'],
  ['two words', 'people world'],
  ['a rare word', 'zebra'],
  ['the beginning of a word', 'extraord'],
  ['a part of a word', 'ordina'],
  ['a word that nobody wrote', 'qqqqqqq'],
  ['words that stand together', '"you know"'],
  ['somebody’s words', 'from:user_5 because'],
  ['what has a picture', 'has:image the'],
  ['a time', 'birthday after:2025-03-01 before:2025-04-01'],
];

function searchCases(database, { person }) {
  const repository = new SearchRepository(database);
  const access = new ChatAccessRepository(database);
  const run = async (q) => {
    const { search } = readSearch(q);
    const authorIds = search.from.length > 0 ? await repository.idsOfPeople(search.from) : [];
    const chatIds = await access.chatIdsOf(person.id);
    const query = await repository.queryOf(search, authorIds);
    if (query === null) return [];
    const [fromId, beforeId] = [idAt(search.since) ?? firstId, idAt(search.until) ?? lastId];
    const ids = await repository.find({ chatIds, query: query || null, fromId, beforeId, limit: 21 });
    return repository.hits(person.id, ids.slice(0, 20));
  };
  return searches.map(([what, q]) => ({ name: `search ${what}: ${q}`, run: () => run(q), rare: true }));
}

/** The first UUIDv7 of a time. */
function idAt(time) {
  if (time === null) return null;
  const hex = new Date(time).getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

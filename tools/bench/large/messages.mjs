import { beginning, lengthMs } from './house.mjs';
import { sentence } from './words.mjs';

const emoji = ['👍', '❤️', '😂', '🎉', '😮', '🙏'];
const files = [
  { name: 'holiday.jpg', kind: 'image', mediaType: 'image/jpeg' },
  { name: 'minutes of the meeting.pdf', kind: 'file', mediaType: 'application/pdf' },
  { name: 'voice.ogg', kind: 'audio', mediaType: 'audio/ogg' },
  { name: 'birthday.mp4', kind: 'video', mediaType: 'video/mp4' },
];

/** How many of all messages have something, as a share. */
const shares = {
  reply: 0.05,
  mention: 0.03,
  room: 0.003,
  file: 0.02,
  link: 0.03,
  deleted: 0.01,
  edited: 0.02,
  reaction: 0.04,
};

/**
 * Writes messages in the order of time, the first chat's among the others'; what belongs to them goes into `beside`, to be copied
 * when they are there. Gives the rows of `messages`.
 */
export function* writeMessages(random, { people, chats }, { messages, history }, beside) {
  const weights = new Chooser(random, chats);
  for (let index = 0; index < messages; index += 1) {
    const isHistory = ((index + 1) * history) % messages < history;
    const chat = isHistory ? chats[0] : weights.next();
    const ms = beginning + 3_600_000 + Math.floor((index / messages) * (lengthMs - 3_600_000));
    yield messageIn(random, chat, ms, people, beside);
  }
}

/** Some chats have very many messages, most have few. */
class Chooser {
  #random;
  #chats;

  constructor(random, chats) {
    this.#random = random;
    this.#chats = chats.slice(1);
  }

  /** In an order that has nothing to do with that of their making. */
  next() {
    const rank = this.#random.rank(this.#chats.length);
    return this.#chats[(rank * 7_919) % this.#chats.length];
  }
}

export const messageColumns = [
  'id',
  'chat_id',
  'seq',
  'author_id',
  'client_message_id',
  'text',
  'created_at',
  'reply_to_seq',
  'mentions',
  'mentions_room',
  'edited_at',
  'deleted_at',
  'change',
];

function messageIn(random, chat, ms, people, beside) {
  const id = random.id(ms);
  const seq = ++chat.lastSeq;
  const author = random.pick(chat.members);
  const at = new Date(ms).toISOString();
  chat.read.set(author, seq);
  const row = { id, chatId: chat.id, seq, authorId: people[author].id, at };
  const isDeleted = random.chance(shares.deleted);
  const isEdited = !isDeleted && random.chance(shares.edited);
  const isReacted = !isDeleted && random.chance(shares.reaction);
  const change = isDeleted || isEdited || isReacted ? ++chat.lastChange : null;
  if (isEdited) beside.versions.push([id, 1, sentence(random), at]);
  if (isReacted) react(random, row, chat, people, beside);
  const named = isDeleted ? null : mentionIn(random, row, chat, people, beside);
  if (!isDeleted && random.chance(shares.file)) attach(random, row, beside);
  const isReply = !isDeleted && seq > 1 && random.chance(shares.reply);
  const isRoom = !isDeleted && random.chance(shares.room);
  return [
    id,
    chat.id,
    seq,
    row.authorId,
    random.lot(),
    isDeleted ? '' : textOf(random, named, isRoom),
    at,
    isReply ? Math.max(1, seq - 1 - random.rank(50)) : null,
    named && [named.id],
    isRoom,
    isEdited ? at : null,
    isDeleted ? at : null,
    change,
  ];
}

function textOf(random, named, isRoom) {
  const link = random.chance(shares.link) ? ` https://example.org/${random.below(100_000)}` : '';
  return `${named ? `@${named.username} ` : ''}${isRoom ? '@room ' : ''}${sentence(random)}${link}`;
}

function mentionIn(random, { chatId, seq, authorId }, chat, people, beside) {
  if (!random.chance(shares.mention)) return null;
  const named = people[random.pick(chat.members)];
  if (named.id !== authorId) beside.mentions.push([chatId, named.id, seq]);
  return named;
}

function react(random, { id, at }, { members }, people, beside) {
  const count = Math.min(members.length, 1 + random.rank(5));
  const first = random.below(members.length);
  for (let index = 0; index < count; index += 1) {
    const person = people[members[(first + index) % members.length]];
    beside.reactions.push([id, random.pick(emoji), person.id, at]);
  }
}

function attach(random, { id, chatId, authorId, at }, beside) {
  const { name, kind, mediaType } = random.pick(files);
  const preview = kind === 'image' ? [960, 640] : [null, null];
  beside.attachments.push([
    random.lot(),
    chatId,
    authorId,
    id,
    0,
    name,
    kind,
    mediaType,
    200_000,
    ...preview,
    at,
  ]);
}

import { name, title } from './words.mjs';

const day = 86_400_000;
/** When everything begins: two years before a fixed day, so that two databases are alike. */
export const beginning = Date.UTC(2024, 10, 1);
export const lengthMs = 730 * day;

/** The person whose queries are measured: in many rooms, and in the one with the long history. */
export const reader = 'reader';

/**
 * Who there is and where they may write, before anybody has written: people, rooms with their members and chats, friends with
 * their direct chats. A few rooms are large, most are small.
 */
export function planHouse(random, { users, rooms }) {
  const people = Array.from({ length: users }, (_, index) => personAt(random, index));
  const house = { people, rooms: [], chats: [], pairs: [] };
  for (let index = 0; index < rooms; index += 1) house.rooms.push(roomAt(random, index, people));
  for (const room of house.rooms) house.chats.push(...chatsOf(random, room));
  addPairs(random, house);
  return house;
}

function personAt(random, index) {
  const username = index === 0 ? reader : `user_${index}`;
  return { id: random.id(beginning + index), username, displayName: name(random) };
}

/** The first room is where the long history is, and the reader is in every tenth. */
function roomAt(random, index, people) {
  const size = index === 0 ? 200 : 2 + random.rank(300);
  const members = new Set(index % 10 === 0 ? [0] : []);
  while (members.size < Math.min(size, people.length)) members.add(random.below(people.length));
  const at = beginning + index * 1_000;
  const slug = index === 0 ? 'long-history' : `room-${index}`;
  return { id: random.id(at), slug, title: title(random), members: [...members], at };
}

/** Every sixth room has a second chat. */
const chatsOf = (random, { id, members, at }) =>
  Array.from({ length: random.chance(1 / 6) ? 2 : 1 }, (_, index) => ({
    ...emptyChat(random.id(at + index), members, at + index),
    roomId: id,
    name: index === 0 ? 'General' : title(random),
  }));

const emptyChat = (id, members, at) => ({
  id,
  members,
  at,
  roomId: null,
  pair: null,
  name: 'General',
  lastSeq: 0,
  lastChange: 0,
  read: new Map(),
});

/** The reader has many friends; others have one or two. */
function addPairs(random, { people, pairs, chats }) {
  const known = new Set();
  for (let index = 1; index < people.length; index += 2) {
    const other = index < 400 ? 0 : random.below(people.length);
    const [low, high] = [people[index], people[other]].sort((a, b) => (a.id < b.id ? -1 : 1));
    if (low === high || known.has(low.id + high.id)) continue;
    known.add(low.id + high.id);
    const at = beginning + index * 1_000;
    pairs.push({ low, high, at });
    chats.push({ ...emptyChat(random.id(at), [index, other], at), pair: { low, high } });
  }
}

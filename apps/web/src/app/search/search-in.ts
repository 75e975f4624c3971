import { type DirectChat, type Room, type RoomChat } from '@parlour/contracts';

/** The beginning of a search in one chat only, to be written on. */
export const searchInRoomChat = ({ slug }: Pick<Room, 'slug'>, { name }: Pick<RoomChat, 'name'>): string =>
  `${inChat(slug, name)} `;

export const searchInDirectChat = ({ user }: Pick<DirectChat, 'user'>): string => `in:@${user.username} `;

/** `in:lunch`, or `in:"#sunday lunch"` where there are gaps in what it names. */
export const operatorOf = (name: string, value: string): string =>
  `${name}:${/\s/.test(value) ? `"${value}"` : value}`;

/** A room and a chat together are that chat of that room. */
export const inChat = (slug: string, name: string): string => `in:${slug} ${operatorOf('in', `#${name}`)}`;

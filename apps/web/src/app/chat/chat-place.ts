import { type User } from '@parlour/contracts';

/** Where a chat is, and what I may do there. */
export type ChatPlace =
  | {
      readonly kind: 'room';
      readonly chatId: string;
      readonly slug: string;
      /** The room's first chat, which stands at the room's own address. */
      readonly main: boolean;
      /** Of the room. */
      readonly members: number;
      readonly isOwner: boolean;
      /** Not where the chat is archived. */
      readonly canWrite: boolean;
    }
  | {
      readonly kind: 'direct';
      readonly chatId: string;
      /** The other one. */
      readonly user: User;
      readonly canWrite: boolean;
    };

/** Within this site. */
export function pathOf(place: ChatPlace): string {
  if (place.kind === 'direct') return `/direct/${place.chatId}`;
  return `/rooms/${place.slug}${place.main ? '' : `/${place.chatId}`}`;
}

/** Leads to one message of a chat. */
export const pathOfMessage = (place: ChatPlace, seq: number): string => `${pathOf(place)}?message=${seq}`;

import { type DirectChat, type RoomChat } from '@parlour/contracts';

/** What one has not read: of `loud` a number calls for attention, of `quiet` it is there for who looks. */
export interface Attention {
  readonly loud: number;
  readonly quiet: number;
  /** Those of both that name me. */
  readonly mentions: number;
}

export const nothingUnread: Attention = { loud: 0, quiet: 0, mentions: 0 };

/** A muted or archived chat calls for attention with what names me only. */
export function attentionOf({
  unread,
  mentions,
  muted,
  archivedAt,
}: Pick<RoomChat, 'unread' | 'mentions' | 'muted' | 'archivedAt'>): Attention {
  const isQuiet = muted || archivedAt !== null;
  const loud = isQuiet ? mentions : unread;
  return { loud, quiet: unread - loud, mentions };
}

/** What is said between two is said to me: it needs no name, and where it is muted, none is counted. */
export const attentionOfDirect = ({ unread, muted }: Pick<DirectChat, 'unread' | 'muted'>): Attention => ({
  loud: muted ? 0 : unread,
  quiet: muted ? unread : 0,
  mentions: 0,
});

export function sumOf(all: readonly Attention[]): Attention {
  return all.reduce(
    (sum, { loud, quiet, mentions }) => ({
      loud: sum.loud + loud,
      quiet: sum.quiet + quiet,
      mentions: sum.mentions + mentions,
    }),
    nothingUnread,
  );
}

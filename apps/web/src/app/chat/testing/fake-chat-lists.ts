import { signal } from '@angular/core';
import { type Provider } from '@angular/core';
import { type ReadState } from '@parlour/contracts';
import { Subject } from 'rxjs';
import { DirectChats } from '../../core/direct-chats/direct-chats';
import { ReadMarks } from '../../core/read-marks/read-marks';
import { RoomChats } from '../../core/room-chats/room-chats';
import { chatId } from './messages';

/** What the lists of chats know of one chat of a room, and what they are told of it. */
export class FakeChatLists {
  private readonly chat = signal({ id: chatId, lastReadSeq: 0, unread: 0, lastSeq: 0 });
  private readonly told = new Subject<ReadState>();
  /** Each mark, as it was moved forward. */
  readonly marked: number[] = [];
  /** Each mark that was put somewhere on purpose. */
  readonly put: number[] = [];

  /** Of the newest message, as far as they have heard. */
  lastSeq = 0;

  readonly providers: Provider[] = [
    {
      provide: RoomChats,
      useValue: {
        state: signal({ kind: 'ready' }),
        of: (id: string) => (id === chatId ? this.chat() : null),
        markRead: (_: string, seq: number) => {
          this.marked.push(seq);
          this.read(seq, 0);
        },
        setReadMark: async (_: string, seq: number) => {
          this.put.push(seq);
          this.read(seq, 1);
        },
      },
    },
    { provide: DirectChats, useValue: { state: signal({ kind: 'ready' }), of: () => null } },
    { provide: ReadMarks, useValue: { told$: this.told } },
  ];

  read(lastReadSeq: number, unread: number): void {
    this.chat.set({ id: chatId, lastReadSeq, unread, lastSeq: Math.max(this.lastSeq, lastReadSeq) });
  }

  /** Another device has moved the mark. */
  tell(lastReadSeq: number, unread: number): void {
    this.read(lastReadSeq, unread);
    this.told.next({ chatId, lastReadSeq, unread, mentions: 0 });
  }
}

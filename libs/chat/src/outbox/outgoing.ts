import type { Attachment, Quote } from '@parlour/contracts';
import { type FailureCode } from '../ports';

/**
 * A message on its way:
 *
 * waiting ──▶ sending ──▶ (stored: it leaves the outbox)
 *    ▲           │ ├─ out of reach, too often ─▶ waiting
 *    └── retry ──┴─▶ failed, with the server's reason
 */
export interface OutgoingMessage {
  readonly clientMessageId: string;
  readonly chatId: string;
  readonly text: string;
  readonly replyTo: Quote | null;
  /** Uploaded already. */
  readonly attachments: readonly Attachment[];
  /** Milliseconds since 1970; of the messages of one outbox no two are the same, and the order is theirs. */
  readonly writtenAt: number;
  readonly state: 'waiting' | 'sending' | 'failed';
  /** Why it has failed. */
  readonly failure: FailureCode | null;
}

/** What a person writes; all else is the outbox's. */
export type NewMessage = Pick<OutgoingMessage, 'chatId' | 'text'> &
  Partial<Pick<OutgoingMessage, 'replyTo' | 'attachments'>>;

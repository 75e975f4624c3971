import { Injectable, computed, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { type OutgoingMessage } from '@parlour/chat';
import { type Attachment, type CallNote, type Message, type Quote, type User } from '@parlour/contracts';
import { type CallNoteLine, type CallNoteLook } from '@parlour/ui';
import { ApiFailure } from '../core/api/api-failure';
import { CallWords, isMissed } from '../core/direct-chats/call-words';
import { ErrorWords } from '../core/i18n/error-words';
import { Language } from '../core/i18n/language';
import { Session } from '../core/session/session';
import { ChatDates } from './chat-dates';
import { ChatStore } from './chat-store';
import { type Said, groupMessages } from './group-messages';

/** A call: how it is shown, and how it is called again. */
export interface CallLine {
  readonly note: CallNoteLine;
  readonly video: boolean;
  /** In words; null after a talk, which needs no other. */
  readonly again: string | null;
}

export interface Delivery {
  readonly kind: OutgoingMessage['state'];
  readonly label: string;
}

/** One message as the log shows it. */
export interface ChatLine extends Said {
  readonly clientMessageId: string;
  readonly time: { readonly iso: string; readonly label: string };
  readonly text: string;
  readonly replyTo: Quote | null;
  readonly attachments: readonly Attachment[];
  /** As it is stored; null while it is on its way. */
  readonly message: Message | null;
  /** Null once it is stored. */
  readonly delivery: Delivery | null;
  readonly call: CallLine | null;
}

type Content = Pick<ChatLine, 'text' | 'replyTo' | 'attachments'>;

/** Who writes while the session is ending. */
const nobody: User = { id: '', username: '', displayName: '', avatar: null };

/** What the chat shows, stored messages first and those on their way after them, in words of the person's language. */
@Injectable()
export class ChatLines {
  private readonly store = inject(ChatStore);
  private readonly dates = inject(ChatDates);
  private readonly errorWords = inject(ErrorWords);
  private readonly callWords = inject(CallWords);
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(Language);
  private readonly self = inject(Session).user;

  /** Made once per message and language: a long history is not formatted anew for each message that comes. */
  private readonly made = computed(() => {
    this.language.code();
    return new WeakMap<Message, ChatLine>();
  });
  private readonly stored = computed(() => this.store.messages().map((message) => this.storedLine(message)));
  /** They stand below the end, wherever one reads: not where the end is not held. */
  private readonly outgoing = computed(() => {
    this.language.code();
    return this.store.hasNewer() ? [] : this.store.outgoing().map((message) => this.outgoingLine(message));
  });

  private readonly firstNewKey = computed(() => {
    const first = this.store.firstNew();
    return first && keyOf(first.author.id, first.clientMessageId);
  });

  readonly items = computed(() => groupMessages([...this.stored(), ...this.outgoing()], this.firstNewKey()));

  private storedLine(message: Message): ChatLine {
    const made = this.made();
    const line = made.get(message) ?? this.newLine(message);
    made.set(message, line);
    return line;
  }

  private newLine(message: Message): ChatLine {
    const { author, clientMessageId, text, createdAt, call } = message;
    const content = { text, replyTo: message.replyTo ?? null, attachments: message.attachments ?? [] };
    const line = { ...this.line(author, clientMessageId, new Date(createdAt), content), message };
    return call ? { ...line, standsAlone: true, call: this.callLine(call, line) } : line;
  }

  private callLine(call: CallNote, { author, time }: ChatLine): CallLine {
    const mine = author.id === this.self()?.id;
    const again = call.outcome === 'answered' ? null : mine ? 'direct.call.again' : 'direct.call.back';
    return {
      note: { look: lookOf(call, mine), text: this.callWords.of(call, mine), time },
      video: call.video,
      again: again && this.transloco.translate<string>(again),
    };
  }

  private outgoingLine(message: OutgoingMessage): ChatLine {
    const author = this.self() ?? nobody;
    const line = this.line(author, message.clientMessageId, new Date(message.writtenAt), message);
    return { ...line, delivery: this.delivery(message) };
  }

  private line(
    author: User,
    clientMessageId: string,
    saidAt: Date,
    { text, replyTo, attachments }: Content,
  ): ChatLine {
    const time = { iso: saidAt.toISOString(), label: this.dates.time(saidAt) };
    const key = keyOf(author.id, clientMessageId);
    const on = { message: null, delivery: null, call: null, standsAlone: false };
    return { key, author, clientMessageId, saidAt, time, text, replyTo, attachments, ...on };
  }

  private delivery({ state, failure }: OutgoingMessage): Delivery {
    const label =
      state === 'failed' && failure
        ? this.errorWords.of(new ApiFailure(failure))
        : this.transloco.translate<string>(`chat.delivery.${state}`);
    return { kind: state, label };
  }
}

/** Ids that clients make are unique per author only. */
const keyOf = (authorId: string, clientMessageId: string): string => `${authorId}:${clientMessageId}`;

/** Whether a message calls for this person by name, or for everybody. Who calls is not called. */
export function namesPerson({ author, message }: ChatLine, userId: string | undefined): boolean {
  if (!message || author.id === userId) return false;
  return message.mentionsRoom === true || (message.mentions?.some(({ id }) => id === userId) ?? false);
}

function lookOf(call: CallNote, mine: boolean): CallNoteLook {
  if (call.outcome === 'answered') return call.video ? 'video' : 'voice';
  if (isMissed(call, mine)) return 'missed';
  return mine ? 'outgoing' : 'incoming';
}

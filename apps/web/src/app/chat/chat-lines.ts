import { Injectable, computed, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { type CallNote, type Message, type User } from '@parlour/contracts';
import { type CallNoteLine, type CallNoteLook, type MessageDelivery, type MessageLine } from '@parlour/ui';
import { ErrorWords } from '../core/i18n/error-words';
import { ApiFailure } from '../core/api/api-failure';
import { CallWords, isMissed } from '../core/direct-chats/call-words';
import { Language } from '../core/i18n/language';
import { Session } from '../core/session/session';
import { ChatDates } from './chat-dates';
import { ChatStore } from './chat-store';
import { type Said, groupMessages } from './group-messages';
import { type OutgoingMessage } from './outbox';

/** A call: how it is shown, and how it is called again. */
export interface CallLine {
  readonly note: CallNoteLine;
  readonly video: boolean;
  /** In words; null after a talk, which needs no other. */
  readonly again: string | null;
}

type Line = Said & MessageLine & { readonly call: CallLine | null };

/** Who writes while the session is ending. */
const nobody: User = { id: '', username: '', displayName: '', avatar: null };

/** Ids that clients make are unique per author only. */
const keyOf = (authorId: string, clientMessageId: string): string => `${authorId}:${clientMessageId}`;
export const clientMessageIdOf = (key: string): string => key.slice(key.indexOf(':') + 1);

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
    return new WeakMap<Message, Line>();
  });
  private readonly stored = computed(() => this.store.messages().map((message) => this.storedLine(message)));
  private readonly outgoing = computed(() => {
    this.language.code();
    return this.store.outgoing().map((message) => this.outgoingLine(message));
  });

  private readonly firstNewKey = computed(() => {
    const first = this.store.firstNew();
    return first && keyOf(first.author.id, first.clientMessageId);
  });

  readonly items = computed(() => groupMessages([...this.stored(), ...this.outgoing()], this.firstNewKey()));

  private storedLine(message: Message): Line {
    const made = this.made();
    const line = made.get(message) ?? this.newLine(message);
    made.set(message, line);
    return line;
  }

  private newLine({ author, clientMessageId, text, createdAt, call }: Message): Line {
    const line = this.line(author, clientMessageId, text, new Date(createdAt), null);
    if (!call) return line;
    return { ...line, standsAlone: true, call: this.callLine(call, line) };
  }

  private callLine(call: CallNote, { author, time }: Line): CallLine {
    const mine = author.id === this.self()?.id;
    const again = call.outcome === 'answered' ? null : mine ? 'direct.call.again' : 'direct.call.back';
    return {
      note: { look: lookOf(call, mine), text: this.callWords.of(call, mine), time },
      video: call.video,
      again: again && this.transloco.translate<string>(again),
    };
  }

  private outgoingLine(message: OutgoingMessage): Line {
    const author = this.self() ?? nobody;
    return this.line(
      author,
      message.clientMessageId,
      message.text,
      message.writtenAt,
      this.delivery(message),
    );
  }

  private line(
    author: Said['author'],
    clientMessageId: string,
    text: string,
    saidAt: Date,
    delivery: MessageDelivery | null,
  ): Line {
    const time = { iso: saidAt.toISOString(), label: this.dates.time(saidAt) };
    const key = keyOf(author.id, clientMessageId);
    return { key, author, text, saidAt, time, delivery, standsAlone: false, call: null };
  }

  private delivery({ state, failure }: OutgoingMessage): MessageDelivery {
    const label =
      state === 'failed' && failure
        ? this.errorWords.of(new ApiFailure(failure))
        : this.transloco.translate<string>(`chat.delivery.${state}`);
    return { kind: state, label };
  }
}

function lookOf(call: CallNote, mine: boolean): CallNoteLook {
  if (call.outcome === 'answered') return call.video ? 'video' : 'voice';
  if (isMissed(call, mine)) return 'missed';
  return mine ? 'outgoing' : 'incoming';
}

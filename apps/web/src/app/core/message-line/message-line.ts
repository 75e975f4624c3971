import { Injectable, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { type Message } from '@parlour/contracts';
import { CallWords } from '../direct-chats/call-words';

/** A message in one line, for lists and notices. */
@Injectable({ providedIn: 'root' })
export class MessageLine {
  private readonly transloco = inject(TranslocoService);
  private readonly callWords = inject(CallWords);

  /** A signal read: follows the language. `mine`: I wrote it, or called. */
  of({ text, call, deletedAt, attachments }: Message, mine: boolean): string {
    this.transloco.activeLang();
    if (deletedAt !== undefined) return this.transloco.translate('app.messageDeleted');
    if (call) return this.callWords.of(call, mine);
    return plain(text).trim() || (attachments?.map(({ name }) => name).join(', ') ?? '');
  }
}

/**
 * Without the marks of Markdown that would stand in the way in one line; what is meant by the rest is plain enough. Marks are not
 * paired: that takes the parser, which nobody should wait for who only sees a list.
 */
const plain = (text: string): string => text.replace(/\*\*|~~|`+|(?<!\w)__|__(?!\w)/g, '');

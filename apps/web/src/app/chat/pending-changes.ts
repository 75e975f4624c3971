import { Injectable, inject, signal } from '@angular/core';
import { type Message } from '@parlour/contracts';
import { Notices } from '../core/notices/notices';

type Revision = (message: Message) => Message;

interface Pending {
  readonly messageId: string;
  readonly revise: Revision;
}

/**
 * Edits, deletions and reactions of one's own that the server has not answered yet: shown as if they were done, and taken
 * back, with a notice, where it refuses. They are asked for one after the other, so that on and off arrive in that order.
 */
@Injectable()
export class PendingChanges {
  private readonly notices = inject(Notices);
  private readonly pending = signal<readonly Pending[]>([]);
  private last: Promise<unknown> = Promise.resolve();

  /** A signal read: the messages as they will be when all that is under way has been done. */
  applyTo(messages: readonly Message[]): readonly Message[] {
    const pending = this.pending();
    if (pending.length === 0) return messages;
    const touched = new Set(pending.map(({ messageId }) => messageId));
    return messages.map((message) => (touched.has(message.id) ? this.revised(message, pending) : message));
  }

  /** Whether it was done; then `done` has been given the message as it is now. Never rejects. */
  async make(
    messageId: string,
    revise: Revision,
    ask: () => Promise<Message>,
    done: (message: Message) => void,
  ): Promise<boolean> {
    const one = { messageId, revise };
    this.pending.update((all) => [...all, one]);
    const answer = this.last.then(ask);
    this.last = answer.catch(() => undefined);
    try {
      done(await answer);
      return true;
    } catch (error) {
      this.notices.sayFailure(error);
      return false;
    } finally {
      this.pending.update((all) => all.filter((other) => other !== one));
    }
  }

  private revised(message: Message, pending: readonly Pending[]): Message {
    return pending
      .filter(({ messageId }) => messageId === message.id)
      .reduce((revised, { revise }) => revise(revised), message);
  }
}

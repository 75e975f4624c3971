import { Injectable, inject, signal } from '@angular/core';
import { type Message, type MessageReactions, type User, routes } from '@parlour/contracts';
import { ApiClient } from '../core/api/api-client';
import { KnownUsers } from '../core/users/known-users';

type Read = MessageReactions['reactions'];
/** Messages whose reactions were looked at; the oldest are forgotten. */
const kept = 50;

/** Who gave which emoji. Messages carry ids only: the names are asked for when somebody wants to know. */
@Injectable({ providedIn: 'root' })
export class ReactionNames {
  private readonly api = inject(ApiClient);
  private readonly known = inject(KnownUsers);
  private readonly read = signal<ReadonlyMap<string, Read | null>>(new Map());

  /** A signal read. Null until it is known. */
  of(message: Message, emoji: string): readonly User[] | null {
    const reactions = this.read().get(keyOf(message));
    return reactions?.find((reaction) => reaction.emoji === emoji)?.users ?? null;
  }

  ask(message: Message): void {
    if (this.read().has(keyOf(message))) return;
    this.keep(message, null);
    this.fetch(message).catch(() => this.forget(message)); // the next look tries again
  }

  /** Rejects with an ApiFailure. */
  async fetch(message: Message): Promise<Read> {
    const params = { chatId: message.chatId, messageId: message.id };
    const { reactions } = await this.api.call(routes.listReactions, { params });
    this.known.learn(reactions.flatMap(({ users }) => users));
    this.keep(message, reactions);
    return reactions;
  }

  private keep(message: Message, reactions: Read | null): void {
    this.read.update((read) => new Map([...[...read].slice(-kept), [keyOf(message), reactions] as const]));
  }

  private forget(message: Message): void {
    this.read.update((read) => new Map([...read].filter(([key]) => key !== keyOf(message))));
  }
}

/** Every reaction is a change of its message. */
const keyOf = ({ id, change = 0 }: Message): string => `${id}:${change}`;

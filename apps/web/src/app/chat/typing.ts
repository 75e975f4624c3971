import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type User, limits } from '@parlour/contracts';
import { Realtime } from '../core/realtime/realtime';
import { Session } from '../core/session/session';

interface Typist {
  readonly user: User;
  readonly forget: ReturnType<typeof setTimeout>;
}

/** Who is writing in one chat, and that we are. */
@Injectable()
export class Typing {
  private readonly realtime = inject(Realtime);
  private readonly session = inject(Session);
  private readonly typists = signal<ReadonlyMap<string, Typist>>(new Map());
  private chatId: string | null = null;
  /** When we last said so, in ms since the epoch; null: the others believe that we are not. */
  private saidAt: number | null = null;

  /** Those who are writing, the first to begin first. */
  readonly users = computed(() => [...this.typists().values()].map(({ user }) => user));

  constructor() {
    this.realtime
      .on('chat:typing')
      .pipe(takeUntilDestroyed())
      .subscribe(({ chatId, user, typing }) => {
        if (chatId !== this.chatId || user.id === this.session.user()?.id) return;
        if (typing) this.include(user);
        else this.exclude(user.id);
      });
    this.realtime
      .on('message:created')
      .pipe(takeUntilDestroyed())
      .subscribe(({ message }) => message.chatId === this.chatId && this.exclude(message.author.id));
    inject(DestroyRef).onDestroy(() => this.leave());
  }

  enter(chatId: string): void {
    this.leave();
    this.chatId = chatId;
  }

  /** With every change of what is being written. */
  handleWriting(text: string): void {
    if (text === '') return this.stop();
    const now = Date.now();
    if (this.saidAt !== null && now - this.saidAt < limits.typingEveryMs) return;
    this.saidAt = now;
    this.say(true);
  }

  /** It is sent, or given up. */
  stop(): void {
    if (this.saidAt === null) return;
    const stillBelieved = Date.now() - this.saidAt < limits.typingLastsMs;
    this.saidAt = null;
    if (stillBelieved) this.say(false);
  }

  private leave(): void {
    this.stop();
    for (const { forget } of this.typists().values()) clearTimeout(forget);
    this.typists.set(new Map());
    this.chatId = null;
  }

  private include(user: User): void {
    clearTimeout(this.typists().get(user.id)?.forget);
    const forget = setTimeout(() => this.exclude(user.id), limits.typingLastsMs);
    this.typists.update((typists) => new Map([...typists, [user.id, { user, forget }]]));
  }

  private exclude(userId: string): void {
    const typist = this.typists().get(userId);
    if (!typist) return;
    clearTimeout(typist.forget);
    this.typists.update((typists) => new Map([...typists].filter(([id]) => id !== userId)));
  }

  /** Who hears it forgets it by themselves: what does not get through is not repeated. */
  private say(typing: boolean): void {
    const { chatId } = this;
    if (chatId) this.realtime.command('chat:typing', { chatId, typing }).catch(() => undefined);
  }
}

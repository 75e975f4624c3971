import type { Message, User } from '@parlour/contracts';
import { BehaviorSubject, type Observable, Subject, filter } from 'rxjs';
import type { ChatEvents, ChatPort } from '../ports';
import { type FakeChatServer } from './fake-chat-server';
import { type FakeClock } from './fake-clock';
import { failure } from './messages';

/** What happens to a request on its way; `answer lost`: the server has done what was asked. */
export type Fate = 'arrives' | 'request lost' | 'answer lost';

export interface Weather {
  /** Of each way; 0 is at once. */
  latencyMs(): number;
  fate(): Fate;
  /** Whether an event is published at all. */
  loses(event: 'created' | 'changed'): boolean;
}

const timeoutMs = 10_000;

/** One client's way to the server. Events of a connection keep their order, and end with it. */
export class FakeConnection {
  weather: Weather;
  private epoch = 0;
  private lastDelivery = 0;
  private readonly online = new BehaviorSubject(false);
  private readonly created = new Subject<Message>();
  private readonly changed = new Subject<Message>();

  readonly events: ChatEvents = {
    connected$: this.online.pipe(filter(Boolean)),
    created$: this.created,
    changed$: this.changed,
  };

  readonly port: ChatPort = {
    send: (request) => this.ask(() => this.server.send(this.user, request)),
    page: (chatId, place) => this.ask(() => this.server.page(chatId, place)),
    catchUp: (chatId, cursor) => this.ask(() => this.server.catchUp(chatId, cursor)),
  };

  constructor(
    private readonly server: FakeChatServer,
    private readonly clock: FakeClock,
    readonly user: User,
    weather: Partial<Weather>,
  ) {
    this.weather = { latencyMs: () => 0, fate: () => 'arrives', loses: () => false, ...weather };
  }

  get connected$(): Observable<unknown> {
    return this.events.connected$;
  }

  connect(): void {
    if (this.online.value) return;
    this.epoch += 1;
    this.online.next(true);
  }

  cut(): void {
    this.epoch += 1;
    this.online.next(false);
  }

  tell(event: 'created' | 'changed', message: Message): void {
    if (!this.online.value || this.weather.loses(event)) return;
    const { epoch } = this;
    this.lastDelivery = Math.max(this.lastDelivery, this.clock.now() + this.weather.latencyMs());
    this.clock.schedule(this.lastDelivery - this.clock.now(), () => {
      if (epoch === this.epoch) this[event].next(message);
    });
  }

  private async ask<T>(work: () => T): Promise<T> {
    const { epoch } = this;
    const fate = this.weather.fate();
    if (!this.online.value) throw failure('offline');
    await this.pass(this.weather.latencyMs());
    if (fate === 'request lost') return this.timeOut();
    const answer = work();
    await this.pass(this.weather.latencyMs());
    if (fate === 'answer lost') return this.timeOut();
    if (epoch !== this.epoch) throw failure('offline');
    return answer;
  }

  private async timeOut(): Promise<never> {
    await this.pass(timeoutMs);
    throw failure('offline');
  }

  private pass(durationMs: number): Promise<void> {
    if (durationMs === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.clock.schedule(durationMs, resolve);
    });
  }
}

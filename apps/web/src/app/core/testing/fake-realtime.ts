import { signal } from '@angular/core';
import {
  type ClientCommand,
  type CommandData,
  type CommandPayload,
  type EventPayload,
  type ServerEvent,
} from '@parlour/contracts';
import { Observable, Subject, filter, map, startWith } from 'rxjs';
import { ApiFailure, type FailureCode } from '../api/api-failure';
import { type RealtimeState } from '../realtime/realtime';

type Answer<C extends ClientCommand> = (
  payload: CommandPayload<C>,
) => CommandData<C> | Promise<CommandData<C>>;
type Answers = { [C in ClientCommand]?: Answer<C> };

/** The socket of a tab without a server: a test answers the commands and makes the events. */
export class FakeRealtime {
  private readonly opened = new Subject<void>();
  private readonly events = new Subject<{ readonly name: ServerEvent; readonly payload: unknown }>();
  private readonly current = signal<RealtimeState>('online');
  private readonly answers: Answers = {};

  readonly state = this.current.asReadonly();
  readonly commands: { readonly name: ClientCommand; readonly payload: unknown }[] = [];
  readonly connected$ = new Observable<void>((subscriber) =>
    (this.current() === 'online' ? this.opened.pipe(startWith(undefined)) : this.opened).subscribe(
      subscriber,
    ),
  );

  /** How often somebody doubted the connection. */
  doubts = 0;

  /** Whether the connection leads anywhere, for who doubts it. */
  leadsSomewhere = true;

  async verify(): Promise<boolean> {
    this.doubts += 1;
    return this.leadsSomewhere;
  }

  answer<C extends ClientCommand>(name: C, answer: Answer<C>): void {
    this.answers[name] = answer as Answers[C];
  }

  refuse(name: ClientCommand, code: FailureCode): void {
    this.answer(name, () => Promise.reject(new ApiFailure(code)));
  }

  async command<C extends ClientCommand>(name: C, payload: CommandPayload<C>): Promise<CommandData<C>> {
    if (this.current() !== 'online') throw ApiFailure.offline();
    this.commands.push({ name, payload });
    await Promise.resolve(); // never in the same breath, like a network
    const answer = this.answers[name] as Answer<C> | undefined;
    if (!answer) throw new ApiFailure('unknown_command');
    return answer(payload);
  }

  on<E extends ServerEvent>(name: E): Observable<EventPayload<E>> {
    return this.events.pipe(
      filter((event) => event.name === name),
      map(({ payload }) => payload as EventPayload<E>),
    );
  }

  push<E extends ServerEvent>(name: E, payload: EventPayload<E>): void {
    this.events.next({ name, payload });
  }

  lose(): void {
    this.current.set('reconnecting');
  }

  comeBack(): void {
    this.current.set('online');
    this.opened.next();
  }

  /** The payloads of the commands of one name, in order. */
  sent<C extends ClientCommand>(name: C): CommandPayload<C>[] {
    return this.commands
      .filter((command) => command.name === name)
      .map(({ payload }) => payload as CommandPayload<C>);
  }
}

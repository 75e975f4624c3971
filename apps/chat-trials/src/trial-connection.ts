import type { ChatEvents, ChatPort, Cursor, PagePlace } from '@parlour/chat';
import {
  type ClientToServerEvents,
  type Message,
  type SendMessageRequest,
  type ServerToClientEvents,
  clientCommands,
  resultOf,
  routes,
  serverEvents,
} from '@parlour/contracts';
import { BehaviorSubject, Subject, filter, firstValueFrom } from 'rxjs';
import { type Socket, io } from 'socket.io-client';
import { type FaultyWay } from './faulty-way';
import { type Person } from './person';
import { type TrialClock } from './trial-clock';
import { type Heard, type WireWatch } from './wire-watch';
import { TrialFailure, call, inTime } from './wire';

const sendResult = resultOf(clientCommands['message:send'].data);
const tryAgainMs = 50;

export interface ConnectionInputs {
  readonly person: Person;
  readonly way: FaultyWay;
  readonly clock: TrialClock;
  readonly watch: WireWatch;
  /** Whether a message goes over the socket; else over HTTP. */
  readonly bySocket: () => boolean;
}

/** The ports of the engine over a real socket and real HTTP, as the web app has them. */
export class TrialConnection implements ChatPort {
  private readonly socket: Socket<ServerToClientEvents, ClientToServerEvents>;
  private readonly online = new BehaviorSubject(false);
  private readonly created = new Subject<Message>();
  private readonly changed = new Subject<Message>();
  private heard: Heard;
  private closed = false;

  readonly events: ChatEvents = {
    connected$: this.online.pipe(filter(Boolean)),
    created$: this.created,
    changed$: this.changed,
  };

  constructor(private readonly inputs: ConnectionInputs) {
    const { way, person, watch } = inputs;
    this.heard = watch.newConnection();
    this.socket = io(way.url, {
      auth: { token: person.token },
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: tryAgainMs,
      reconnectionDelayMax: 4 * tryAgainMs,
      timeout: 2_000,
    });
    this.listen();
  }

  async send(request: SendMessageRequest): Promise<Message> {
    const message = await (this.inputs.bySocket() ? this.sendBySocket(request) : this.sendByHttp(request));
    this.inputs.person.acknowledged.add(message.clientMessageId);
    return message;
  }

  page(chatId: string, place: PagePlace) {
    return this.call(routes.listMessages, { params: { chatId }, query: place });
  }

  catchUp(chatId: string, cursor: Cursor) {
    return this.call(routes.catchUp, { params: { chatId }, query: { ...cursor } });
  }

  /** Any route, as this person, over this way. */
  readonly call: <R extends Parameters<typeof call>[0]>(
    route: R,
    request: Parameters<typeof call<R>>[1],
  ) => ReturnType<typeof call<R>> = (route, request) => {
    const { way, person, clock } = this.inputs;
    return call(route, request, { url: way.url, token: person.token, clock });
  };

  close(): void {
    this.closed = true;
    this.socket.disconnect();
  }

  private async sendByHttp({ chatId, ...body }: SendMessageRequest): Promise<Message> {
    return (await this.call(routes.postMessage, { params: { chatId }, body })).message;
  }

  private async sendBySocket(request: SendMessageRequest): Promise<Message> {
    if (!this.online.value) throw new TrialFailure('offline');
    const lost = firstValueFrom(this.online.pipe(filter((online) => !online)));
    const acknowledged = this.socket.emitWithAck('message:send', request);
    const answer = await inTime(this.inputs.clock, Promise.race([acknowledged, lost]));
    if (answer === false) throw new TrialFailure('offline');
    const result = sendResult.parse(answer);
    if (!result.ok) throw TrialFailure.of(result.error);
    return result.data.message;
  }

  private listen(): void {
    const { socket } = this;
    socket.on('connect', () => {
      this.heard = this.inputs.watch.newConnection();
      this.online.next(true);
    });
    socket.on('disconnect', () => {
      this.online.next(false);
      this.tryAgain();
    });
    socket.on('connect_error', () => this.tryAgain());
    socket.on('message:created', (payload) => {
      const { message } = serverEvents['message:created'].parse(payload);
      this.heard.note('seq', message.chatId, message.seq);
      this.created.next(message);
    });
    socket.on('message:changed', (payload) => {
      const { message } = serverEvents['message:changed'].parse(payload);
      this.heard.note('change', message.chatId, message.change ?? 0);
      this.changed.next(message);
    });
  }

  /** Where the server has closed or refused, socket.io leaves it to us. */
  private tryAgain(): void {
    const { socket } = this;
    if (socket.active || this.closed) return;
    this.inputs.clock.schedule(tryAgainMs, () => {
      if (!this.closed) socket.connect();
    });
  }
}

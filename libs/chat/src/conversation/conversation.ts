import type { Message, MessagePage } from '@parlour/contracts';
import { BehaviorSubject, type Observable, Subject, Subscription, filter } from 'rxjs';
import { waitMsAfter } from '../backoff';
import { type Behavior } from '../behavior';
import { failureOf } from '../failure';
import type { Cancel, ChatEvents, ChatPort, Clock, Failure, PagePlace } from '../ports';
import {
  type Timeline,
  append,
  applyCatchUp,
  applyChange,
  cursorOf,
  emptyTimeline,
  firstSeq,
  follow,
  hasGap,
  holds,
  isOutdated,
  lastSeq,
  prepend,
  receive,
  start,
} from '../timeline/timeline';

/** `failed`: the server refuses, or nothing could be read yet; what passes is tried again by itself. */
export type ConversationState = 'loading' | 'ready' | 'failed';
export type PageState = 'idle' | 'loading' | 'failed';

/** The part of the outbox that a conversation works with. */
export interface SentMessages {
  /** Each message of one's own as it was acknowledged. */
  readonly sent$: Observable<Message>;
  /** They have come back among the others: they are stored, whether or not their acknowledgement got through. */
  confirm(messages: readonly Message[]): void;
}

export interface ConversationDependencies {
  readonly chatId: string;
  readonly port: Pick<ChatPort, 'page' | 'catchUp'>;
  readonly events: ChatEvents;
  readonly outbox: SentMessages;
  readonly clock: Clock;
  readonly random?: () => number;
}

/**
 * One chat, kept in step with the server: subscribe, fetch, apply. It listens from its making on; what is missing (after a
 * reconnect, or where the numbers show a gap) is asked for by cursor. Ends with `close()`.
 */
export class Conversation {
  readonly chatId: string;
  private readonly subscriptions = new Subscription();
  private readonly timeline = new BehaviorSubject<Timeline>(emptyTimeline);
  private readonly current = new BehaviorSubject<ConversationState>('loading');
  private readonly problem = new BehaviorSubject<Failure | null>(null);
  private readonly older = new BehaviorSubject<PageState>('idle');
  private readonly newer = new BehaviorSubject<PageState>('idle');
  private readonly arrived = new Subject<readonly Message[]>();
  private readonly random: () => number;
  /** Where the first page is to lie. */
  private place: PagePlace = {};
  private heardUpTo = 0;
  /** Beginning anew and catching up take turns. */
  private turn: Promise<unknown> = Promise.resolve();
  private synchronising = false;
  private askedAgain = false;
  private failuresInARow = 0;
  private cancelRetry: Cancel = () => undefined;

  readonly timeline$: Behavior<Timeline> = this.timeline;
  readonly state$: Behavior<ConversationState> = this.current;
  /** Why it is `failed`. */
  readonly failure$: Behavior<Failure | null> = this.problem;
  readonly olderState$: Behavior<PageState> = this.older;
  readonly newerState$: Behavior<PageState> = this.newer;
  /** Messages that are new since it was opened, each once, in order of `seq`; also those behind the window. */
  readonly fresh$: Observable<readonly Message[]> = this.arrived;

  constructor(private readonly dependencies: ConversationDependencies) {
    const { chatId, events, outbox } = dependencies;
    this.chatId = chatId;
    this.random = dependencies.random ?? Math.random;
    const here = filter((message: Message) => message.chatId === chatId);
    this.subscriptions.add(events.created$.pipe(here).subscribe((message) => this.handleCreated(message)));
    this.subscriptions.add(outbox.sent$.pipe(here).subscribe((message) => this.handleCreated(message)));
    this.subscriptions.add(events.changed$.pipe(here).subscribe((message) => this.change(message)));
  }

  /**
   * Reads the newest page, or the one around `around`, and stays in step from now on. `latestSeq`: the chat's last message, where
   * it is known: what lies between the page and there is not new. To be called once.
   */
  open(around?: number, latestSeq = 0): void {
    if (around !== undefined) this.place = { around };
    this.update((timeline) => ({ ...timeline, latestSeq }));
    this.look(around === undefined);
    this.subscriptions.add(
      this.dependencies.events.connected$.subscribe(() => {
        this.failuresInARow = 0;
        this.synchronise();
      }),
    );
    this.synchronise(); // reading works also without a connection
  }

  close(): void {
    this.subscriptions.unsubscribe();
    this.cancelRetry();
  }

  /** Whether the end of what is held is on the screen: then the oldest make room for the newest. */
  look(following: boolean): void {
    this.update((timeline) => follow(timeline, following));
  }

  /** A message as it is now: the answer to an edit, a deletion, a reaction. */
  change(message: Message): void {
    this.update((timeline) => applyChange(timeline, message));
    this.fillGap();
  }

  /** Asks the server now for what is missing; whoever asks meanwhile gets another turn after it. */
  synchronise(): void {
    this.askedAgain = true;
    this.cancelRetry();
    if (!this.synchronising) void this.run();
  }

  async loadOlder(): Promise<void> {
    const before = firstSeq(this.timeline.value);
    if (before === null || !this.timeline.value.hasOlder) return;
    await this.load(this.older, { before }, prepend);
  }

  async loadNewer(): Promise<void> {
    if (!this.timeline.value.hasNewer) return;
    await this.load(this.newer, { after: lastSeq(this.timeline.value) }, append);
  }

  /** @returns whether that message is held now. */
  async jumpTo(seq: number): Promise<boolean> {
    this.look(false);
    if (!holds(this.timeline.value, seq)) {
      await this.inTurn(() => this.begin({ around: seq })).catch(() => undefined);
    }
    return holds(this.timeline.value, seq);
  }

  /** Shows the newest messages, and follows them. @returns whether the end is held now. */
  async toEnd(): Promise<boolean> {
    this.look(true);
    // In its turn, so that a jump that is still on its way does not have the last word.
    const begin = async () => {
      if (this.timeline.value.hasNewer) await this.begin({});
    };
    await this.inTurn(begin).catch(() => undefined);
    return this.timeline.value.loaded && !this.timeline.value.hasNewer;
  }

  private async run(): Promise<void> {
    this.synchronising = true;
    try {
      while (this.askedAgain && !this.subscriptions.closed) {
        this.askedAgain = false;
        await this.inTurn(() => this.catchUp());
      }
      this.failuresInARow = 0;
      this.problem.next(null);
      this.current.next('ready');
    } catch (error) {
      this.handleFailure(failureOf(error));
    } finally {
      this.synchronising = false;
    }
  }

  private async catchUp(): Promise<void> {
    const before = this.timeline.value;
    if (!before.loaded) return this.begin(this.place);
    const cursor = cursorOf(before);
    const missed = await this.dependencies.port.catchUp(this.chatId, cursor);
    if (this.subscriptions.closed) return;
    if (missed.tooFar) return this.begin(placeOf(this.timeline.value), true);
    this.update((timeline) => applyCatchUp(timeline, missed));
    this.announce(missed.messages);
    if (!hasGap(this.timeline.value)) return;
    const now = cursorOf(this.timeline.value);
    if (now.seq === cursor.seq && now.change === cursor.change) throw notThereYet;
    this.askedAgain = true;
  }

  /** @param aloud what is new in it is told of: nobody has asked to go there. */
  private async begin(place: PagePlace, aloud = false): Promise<void> {
    const page = await this.dependencies.port.page(this.chatId, place);
    if (this.subscriptions.closed) return;
    this.update((timeline) => start(timeline, page));
    const { messages, latestSeq } = this.timeline.value;
    if (aloud) this.announce([]);
    else this.heardUpTo = Math.max(this.heardUpTo, latestSeq);
    this.dependencies.outbox.confirm(messages);
    this.fillGap();
  }

  private async load(
    state: BehaviorSubject<PageState>,
    place: PagePlace,
    apply: (timeline: Timeline, page: MessagePage) => Timeline,
  ): Promise<void> {
    if (state.value === 'loading') return;
    state.next('loading');
    try {
      const { port } = this.dependencies;
      let page = await port.page(this.chatId, place);
      if (isOutdated(this.timeline.value, page)) page = await port.page(this.chatId, place);
      this.update((timeline) => (isOutdated(timeline, page) ? timeline : apply(timeline, page)));
      state.next('idle');
    } catch {
      state.next('failed');
    }
  }

  private handleCreated(message: Message): void {
    this.update((timeline) => receive(timeline, [message]));
    this.announce([message]);
    // Whatever was lost on the way is in the database: the counting shows that it is missing.
    this.fillGap();
  }

  /** @param incoming in order of `seq`. */
  private announce(incoming: readonly Message[]): void {
    const { loaded, hasNewer, messages } = this.timeline.value;
    if (loaded) {
      const fresh = (hasNewer ? incoming : messages).filter(({ seq }) => seq > this.heardUpTo);
      this.heardUpTo = fresh.at(-1)?.seq ?? this.heardUpTo;
      if (fresh.length > 0) this.arrived.next(fresh);
    }
    this.dependencies.outbox.confirm(incoming);
  }

  private fillGap(): void {
    if (hasGap(this.timeline.value)) this.synchronise();
  }

  /** What is shown already stays, unless the server refuses. */
  private handleFailure(failure: Failure): void {
    if (this.subscriptions.closed) return;
    this.failuresInARow += 1;
    if (!this.timeline.value.loaded || !failure.isPassing) {
      this.problem.next(failure);
      this.current.next('failed');
    }
    if (!failure.isPassing) return;
    const waitMs = waitMsAfter(failure, this.failuresInARow, this.random);
    this.cancelRetry = this.dependencies.clock.schedule(waitMs, () => this.synchronise());
  }

  private inTurn(task: () => Promise<void>): Promise<void> {
    const done = this.turn.then(task);
    this.turn = done.catch(() => undefined);
    return done;
  }

  private update(change: (timeline: Timeline) => Timeline): void {
    const timeline = change(this.timeline.value);
    if (timeline !== this.timeline.value && !this.subscriptions.closed) this.timeline.next(timeline);
  }
}

/** The server has told of something that it does not give: a copy of the database that is a moment behind. */
const notThereYet: Failure = { code: 'unavailable', isPassing: true, info: {} };

/** Too much was missed: who follows the end is taken there, who reads further up stays there. */
function placeOf(timeline: Timeline): PagePlace {
  if (timeline.following && !timeline.hasNewer) return {};
  const { messages, following } = timeline;
  const middle = messages[messages.length >> 1]?.seq ?? lastSeq(timeline);
  return { around: following ? lastSeq(timeline) : middle };
}

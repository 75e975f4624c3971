import { limits, routes, type Message } from '@parlour/contracts';
import { setTimeout as delay } from 'node:timers/promises';
import { FaultyWay } from './faulty-way';
import { type Findings } from './findings';
import { type Evidence, judge } from './judge';
import { type Person } from './person';
import { Random } from './random';
import { readStoredChat } from './stored-chat';
import { type TrialServer } from './trial-server';
import { TrialTab } from './trial-tab';
import { call, TrialFailure } from './wire';
import { WireWatch } from './wire-watch';
import { systemClock } from '@parlour/chat';

export interface TrialOptions {
  readonly seed: number;
  readonly steps: number;
  /** How often the server is killed. */
  readonly kills: number;
}

/** Each may happen at any step; how often. */
const weights = {
  write: 44,
  reply: 6,
  edit: 7,
  remove: 3,
  react: 9,
  'take back': 3,
  'write again': 4,
  cut: 6,
  mute: 3,
  'break answers': 6,
  'swallow answers': 3,
  leap: 4,
  reload: 4,
  older: 2,
  jump: 2,
  end: 3,
  'terminate backends': 1,
};
type Step = keyof typeof weights;

const emoji = ['👍', '🎉', '❤️', '😂'] as const;
/** A window of the secret that others dedupe by is 30 s. */
const leapMs = 31_000;
const restMs = 25_000;

/** What time can mend. */
const mayStillPass = ({ lost, stale, unsent }: Findings): boolean => lost + stale + unsent > 0;

/** Who is at it: the first has two tabs. */
const tabsOf = [2, 1, 1];

/**
 * People write, change and react in one chat while their network, their tabs, the server and its database fail at random. Then all
 * is well again, and nobody writes: by themselves all tabs have to come to show what is stored.
 */
export class Trial {
  private readonly random: Random;
  private readonly watch = new WireWatch();
  private readonly ways: FaultyWay[] = [];
  private readonly faults: Record<string, number> = {};
  private readonly working = new Set<Promise<void>>();
  private tabs: TrialTab[] = [];
  private chatId = '';
  private readonly surprises: string[] = [];
  private restarting: Promise<void> = Promise.resolve();
  private muted: FaultyWay[] = [];

  constructor(
    private readonly server: TrialServer,
    private readonly people: readonly Person[],
    private readonly options: TrialOptions,
  ) {
    this.random = new Random(options.seed);
  }

  async run(): Promise<Findings> {
    await this.begin();
    try {
      await this.storm();
      return await this.rest();
    } finally {
      for (const tab of this.tabs) tab.close();
      for (const way of this.ways) await way.close();
    }
  }

  private async begin(): Promise<void> {
    const url = `http://127.0.0.1:${this.server.port}`;
    const [owner, ...others] = this.people as readonly [Person, ...Person[]];
    for (const person of this.people) await person.begin(url);
    const as = (person: Person) => ({ url, token: person.token, clock: systemClock });
    const body = { title: `Trial ${this.options.seed}`, visibility: 'public' } as const;
    const { slug, chatId } = await call(routes.createRoom, { body }, as(owner));
    for (const person of others) await call(routes.joinRoom, { params: { slug } }, as(person));
    this.chatId = chatId;
    for (const [index, person] of this.people.entries()) {
      for (let tab = 0; tab < (tabsOf[index] ?? 1); tab += 1) await this.openTab(person, tab);
    }
  }

  private async openTab(person: Person, tab: number): Promise<void> {
    const way = await FaultyWay.to(this.server);
    this.ways.push(way);
    const { chatId, random, watch } = this;
    this.tabs.push(
      new TrialTab({ name: `${person.user.username} ${tab + 1}`, person, way, chatId, random, watch }),
    );
  }

  private async storm(): Promise<void> {
    const { steps, kills } = this.options;
    const killAt = new Set(Array.from({ length: kills }, () => 1 + this.random.below(steps)));
    for (let step = 1; step <= steps; step += 1) {
      if (killAt.has(step)) this.kill();
      await this.take(this.random.weighted(weights));
      if (this.random.chance(0.2)) this.endMutes();
      if (this.random.chance(0.6)) await delay(this.random.below(40));
      if (this.random.chance(0.1)) await this.restarting;
    }
  }

  private async take(step: Step): Promise<void> {
    const tab = this.random.pick(this.tabs);
    if (!tab) return;
    const { way } = tab.inputs;
    if (step === 'terminate backends') await this.terminateBackends();
    else if (step === 'write') tab.write(this.newText());
    else if (step === 'cut') way.cutSockets();
    else if (step === 'mute') this.mute(way);
    else if (step === 'break answers') way.dropAnswer('break');
    else if (step === 'swallow answers') way.dropAnswer('swallow');
    else if (step === 'leap') tab.clock.leap(leapMs);
    else if (step === 'reload') await this.reload(tab);
    else if (step === 'older') void tab.conversation.loadOlder();
    else if (step === 'jump') void tab.conversation.jumpTo(1 + this.random.below(tab.timeline.latestSeq + 1));
    else if (step === 'end') void tab.conversation.toEnd();
    else if (step === 'write again') this.work(this.writeAgain(tab));
    else this.alter(step, tab);
    this.faults[step] = (this.faults[step] ?? 0) + 1;
  }

  private newText(): string {
    return `${this.options.seed}/${this.people.reduce((sum, { written }) => sum + written.length, 0)}`;
  }

  private alter(step: 'reply' | 'edit' | 'remove' | 'react' | 'take back', tab: TrialTab): void {
    const { person } = tab.inputs;
    const own = step === 'edit' || step === 'remove';
    const message = this.random.pick(
      tab.timeline.messages.filter(
        ({ author, deletedAt }) => deletedAt === undefined && (!own || author.id === person.user.id),
      ),
    );
    if (!message) return;
    const params = { chatId: this.chatId, messageId: message.id };
    const marked = { params: { ...params, emoji: this.random.pick(emoji) } };
    if (step === 'reply') tab.write(this.newText(), message);
    else if (step === 'edit') {
      const body = {
        text: `${message.text.slice(0, limits.quoteMaxChars)} edited ${this.random.below(1_000)}`,
      };
      this.change(tab, tab.connection.call(routes.editMessage, { params, body }));
    } else if (step === 'remove') this.change(tab, tab.connection.call(routes.deleteMessage, { params }));
    else if (step === 'react') this.change(tab, tab.connection.call(routes.addReaction, marked));
    else this.change(tab, tab.connection.call(routes.removeReaction, marked));
  }

  /** Whether it was done is as uncertain as for people: what the tabs show in the end has to be what is stored. */
  private change(tab: TrialTab, answer: Promise<Message>): void {
    this.work(answer.then((message) => tab.conversation.change(message)));
  }

  /** As a client does that has lost its memory of the acknowledgement. */
  private async writeAgain({ inputs, connection }: TrialTab): Promise<void> {
    const { written: all, acknowledged } = inputs.person;
    const written = this.random.pick(all.filter(({ clientMessageId }) => acknowledged.has(clientMessageId)));
    if (!written) return;
    const { clientMessageId, text } = written;
    await connection.send({ chatId: this.chatId, clientMessageId, text });
  }

  private work(work: Promise<void>): void {
    const done = work
      .catch((error: unknown) => {
        if (!(error instanceof TrialFailure) || error.code === 'internal') this.surprises.push(String(error));
      })
      .finally(() => this.working.delete(done));
    this.working.add(done);
  }

  private mute(way: FaultyWay): void {
    way.muteSockets();
    this.muted.push(way);
  }

  private endMutes(): void {
    for (const way of this.muted.splice(0)) way.cutSockets();
  }

  private async reload(tab: TrialTab): Promise<void> {
    tab.close();
    await delay(1); // a storage ends what it has begun before a new page can read it
    this.tabs = this.tabs.map((other) =>
      other === tab ? new TrialTab(tab.inputs, tab.clock.leaptMs) : other,
    );
  }

  private kill(): void {
    this.faults['kill'] = (this.faults['kill'] ?? 0) + 1;
    this.restarting = this.restarting.then(() => this.server.kill()).then(() => this.server.launch());
  }

  /** Where the server is down there are none. */
  private async terminateBackends(): Promise<void> {
    this.watch.excuseChanges();
    await this.server.terminateBackends().catch(() => undefined);
  }

  private async rest(): Promise<Findings> {
    await this.restarting;
    for (const way of this.ways) way.heal();
    this.endMutes();
    const deadline = Date.now() + restMs;
    await this.untilSent(deadline);
    this.speakLastWords();
    for (const tab of this.tabs) void tab.conversation.toEnd();
    if (this.server.crashes.length > 0)
      throw new Error(`The server ended: ${this.server.crashes.join('\n')}`);
    let findings = await this.look();
    while (mayStillPass(findings) && Date.now() < deadline) {
      for (const { clock } of this.tabs) clock.leap(1_000);
      await delay(50);
      for (const { conversation } of this.tabs) void conversation.loadOlder();
      findings = await this.look();
    }
    return findings;
  }

  private async untilSent(deadline: number): Promise<void> {
    const isSending = () => this.tabs.some(({ outbox }) => outbox.messages$.value.length > 0);
    while (isSending() && Date.now() < deadline) {
      for (const { clock } of this.tabs) clock.leap(1_000);
      await delay(50);
    }
  }

  /** What some write while others are away, and nothing follows that would show the gap. */
  private speakLastWords(): void {
    for (const tab of this.tabs) {
      if (this.random.chance(0.5)) tab.inputs.way.cutSockets();
      else tab.write(this.newText());
    }
  }

  private async look(): Promise<Findings> {
    await Promise.all(this.working);
    const evidence: Evidence = {
      stored: await readStoredChat(this.server, this.chatId),
      people: this.people,
      tabs: this.tabs,
      watch: this.watch,
      surprises: this.surprises,
      faults: this.faults,
    };
    return judge(evidence);
  }
}

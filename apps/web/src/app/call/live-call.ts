import { type Signal, type WritableSignal, computed, signal } from '@angular/core';
import {
  type CallJoined,
  type EventPayload,
  type IceServer,
  type MediaState,
  type Participant,
  type PeerView,
  type ResumeCall,
  isSameMedia,
} from '@parlour/contracts';
import {
  type Behavior,
  type IceAccess,
  type LocalMedia,
  Mesh,
  type ParticipantId,
  type PeerQuality,
  type RemotePeer,
} from '@parlour/webrtc';
import { BehaviorSubject, type Observable, Subject, Subscription } from 'rxjs';
import { type Realtime } from '../core/realtime/realtime';
import { type Platform } from '../platform/platform';
import { Arrivals } from './arrivals';
import { type CallNews, newsOf } from './call-news';
import { CallSenses } from './call-senses';
import { firstSight } from './first-sight';
import { handsInOrder } from './hands';
import { type PeerChange, peerChanges } from './peer-changes';
import { tellChanges } from './tell-changes';

export interface LiveCallDependencies {
  readonly realtime: Pick<Realtime, 'command' | 'verify'>;
  readonly platform: Pick<Platform, 'peerConnections' | 'clock' | 'firstPictureOf'>;
  readonly media: Pick<LocalMedia, 'media$' | 'outgoing'>;
  /** How loud our microphone is for the others, 0 to 1. */
  readonly level$: Observable<number>;
  readonly relayOnly$: Behavior<boolean>;
  /** The way to the others, from what came with the seat on. */
  readonly iceAccess: (servers: readonly IceServer[]) => IceAccess;
  readonly tell: (news: CallNews) => void;
}

export type PeersById = ReadonlyMap<Participant['id'], RemotePeer>;

/** An emoji of somebody in the call, oneself among them, which floats for a moment. */
export interface CallReaction {
  readonly participantId: ParticipantId;
  readonly emoji: string;
}

/**
 * Our being in one call as one participant: the roster, and the mesh that follows it. It outlives the socket: while
 * that is gone (`detach`) the media flow on, and `resume` brings the roster up to date.
 */
export class LiveCall {
  private readonly mesh: Mesh;
  private readonly senses: CallSenses;
  private readonly own: WritableSignal<Participant>;
  private readonly roster = signal<readonly Participant[]>([]);
  private readonly arrivals: Arrivals;
  private readonly peersNow = signal<PeersById>(new Map());
  private readonly following = new Subscription();
  private readonly connected = signal<number | null>(null);
  private readonly hand$: BehaviorSubject<boolean>;
  private readonly handWanted: WritableSignal<boolean>;
  private readonly reacted = new Subject<CallReaction>();
  private announcing = Subscription.EMPTY;
  private readonly resumeToken: WritableSignal<string>;
  private attached = true;
  /** The socket went away because it led nowhere: what the peers have may lead nowhere as well. */
  private isCutOff = false;

  private readonly currentCallId: WritableSignal<string>;

  /** The others, in the order in which they came. */
  readonly others = this.roster.asReadonly();
  /** Those of them who are to be seen by now (see `Arrivals`). */
  readonly onStage = computed(() => this.roster().filter(({ id }) => this.arrivals.ids().has(id)));
  readonly peers = this.peersNow.asReadonly();
  /** When the first other one could be heard and seen, in ms of the platform's clock; null: nobody yet. */
  readonly connectedAt = this.connected.asReadonly();
  /** Who speaks right now, ourselves among them. */
  readonly speaking: Signal<ReadonlySet<ParticipantId>>;
  /** Who has the floor, ourselves among them; null: nobody has spoken. */
  readonly loudest: Signal<ParticipantId | null>;
  /** How well it goes with each of the others; of somebody new nothing is known yet. */
  readonly quality: Signal<ReadonlyMap<ParticipantId, PeerQuality>>;
  /** Everybody whose hand is up, ourselves among them: the first in turn first. */
  readonly hands = computed(() =>
    // Our own goes down at once, and up when the server has said when it was.
    handsInOrder([...(this.handWanted() ? [this.self] : []), ...this.others()]),
  );
  readonly reactions$: Observable<CallReaction> = this.reacted.asObservable();

  /** `sent`: the media state that went with the joining. */
  constructor(
    private readonly dependencies: LiveCallDependencies,
    joined: CallJoined,
    sent: MediaState,
  ) {
    this.currentCallId = signal(joined.callId);
    this.own = signal(joined.self);
    this.resumeToken = signal(joined.resumeToken);
    const isHandUp = joined.self.handRaisedAt !== null;
    this.hand$ = new BehaviorSubject(isHandUp);
    this.handWanted = signal(isHandUp);
    this.arrivals = new Arrivals(dependencies.platform.clock);
    this.mesh = this.createMesh(joined);
    this.following.add(this.mesh.peers$.subscribe((peers) => this.peersNow.set(peers)));
    this.following.add(peerChanges(this.mesh.peers$).subscribe((change) => this.handlePeer(change)));
    this.senses = this.createSenses();
    ({ speaking: this.speaking, loudest: this.loudest, quality: this.quality } = this.senses);
    this.following.add(this.senses.silences$.subscribe(() => void this.doubtNetwork()));
    this.show(joined.participants);
    // After a reload the seat is the old one, and everything else is new: nobody offers to us, so we do.
    this.mesh.handleRoster(joined.participants, { resumed: joined.resumed });
    this.announceChanges(joined, sent);
  }

  /** Ourselves as the others see us. A signal read. */
  get self(): Participant {
    return this.own();
  }

  /** Another one where the server forgot the call, and a newcomer was in the room before us. A signal read. */
  get callId(): string {
    return this.currentCallId();
  }

  /** What it takes to be the same participant again. A signal read. */
  get resume(): ResumeCall {
    return { callId: this.callId, participantId: this.self.id, token: this.resumeToken() };
  }

  /** Whether our hand is up, or about to be. A signal read. */
  get isHandRaised(): boolean {
    return this.handWanted();
  }

  /** The socket is gone, and with it whatever would be sent by it; the peers are left alone. */
  detach(): void {
    this.attached = false;
    this.announcing.unsubscribe();
  }

  /** We are back as the same participant. */
  handleResumed(joined: CallJoined, sent: MediaState): void {
    this.attached = true;
    this.currentCallId.set(joined.callId);
    this.resumeToken.set(joined.resumeToken);
    this.own.set(joined.self);
    this.show(joined.participants);
    this.mesh.handleRoster(joined.participants, { resumed: true });
    if (this.isCutOff) this.mesh.handleNetworkChanged();
    this.isCutOff = false;
    this.announceChanges(joined, sent);
  }

  handleJoined({ participant }: EventPayload<'call:participant-joined'>): void {
    if (participant.id === this.self.id || this.find(participant.id)) return;
    this.show([...this.roster(), participant]);
    this.mesh.handleParticipantJoined(participant);
    this.dependencies.tell({ kind: 'joined', participant });
  }

  handleUpdated({ participant }: EventPayload<'call:participant-updated'>): void {
    if (participant.id === this.self.id) this.own.set(participant);
    const before = this.find(participant.id);
    if (!before) return;
    this.roster.update((roster) =>
      roster.map((other) => (other.id === participant.id ? participant : other)),
    );
    for (const kind of newsOf(before, participant)) this.dependencies.tell({ kind, participant });
  }

  handleLeft({ participantId }: EventPayload<'call:participant-left'>): void {
    const participant = this.find(participantId);
    if (!participant) return;
    this.show(this.roster().filter(({ id }) => id !== participantId));
    this.mesh.handleParticipantLeft(participantId);
    this.dependencies.tell({ kind: 'left', participant });
  }

  handleReacted({ participantId, emoji }: EventPayload<'call:reacted'>): void {
    if (participantId === this.self.id || this.find(participantId))
      this.reacted.next({ participantId, emoji });
  }

  handleSignal({ from, signal: said }: EventPayload<'call:signal'>): void {
    this.mesh.handleSignal(from, said);
  }

  /** The network is another one, or we have slept: what stands may lead nowhere any more. */
  handleNetworkChanged(): void {
    this.mesh.handleNetworkChanged();
  }

  /** Raises our hand, or lowers it; the server hears of it as soon as it can. */
  setHand(raised: boolean): void {
    this.handWanted.set(raised);
    this.hand$.next(raised);
  }

  /** Never rejects: a reaction that does not get through is not worth a word. */
  async react(emoji: string): Promise<void> {
    const { callId } = this;
    await this.dependencies.realtime.command('call:react', { callId, emoji }).catch(() => undefined);
  }

  /** Tells a participant what of theirs is on the screen here, and how large. */
  setView(participantId: ParticipantId, view: PeerView): void {
    this.peers().get(participantId)?.setView(view);
  }

  close(): void {
    this.announcing.unsubscribe();
    this.following.unsubscribe();
    this.reacted.complete();
    this.senses.close();
    this.arrivals.close();
    this.mesh.close();
  }

  private show(roster: readonly Participant[]): void {
    this.roster.set(roster);
    this.arrivals.follow(roster.map(({ id }) => id));
  }

  private handlePeer({ id, before, now }: PeerChange): void {
    const participant = this.find(id);
    const { clock, firstPictureOf } = this.dependencies.platform;
    if (now === 'connected')
      this.arrivals.handleConnected(id, firstSight(participant, this.peers().get(id), firstPictureOf));
    if (now === 'connected' && this.connected() === null) this.connected.set(clock.now());
    // What takes a peer away often takes the socket too, by which it is to be repaired.
    if (now === 'interrupted') void this.doubtNetwork();
    if (participant && now === 'unreachable') this.dependencies.tell({ kind: 'unreachable', participant });
    if (participant && before === 'unreachable' && now === 'connected')
      this.dependencies.tell({ kind: 'reachable', participant });
  }

  private async doubtNetwork(): Promise<void> {
    if (!(await this.dependencies.realtime.verify())) this.isCutOff = true;
  }

  private createSenses(): CallSenses {
    const { level$, media, platform } = this.dependencies;
    const { peers$ } = this.mesh;
    return new CallSenses({
      ...{ selfId: this.self.id, peers$, media$: media.media$ },
      ...{ level$, clock: platform.clock },
    });
  }

  private createMesh({ self, iceServers }: CallJoined): Mesh {
    const { realtime, platform, media, iceAccess, relayOnly$ } = this.dependencies;
    return new Mesh({
      selfId: self.id,
      peerConnections: platform.peerConnections,
      clock: platform.clock,
      media,
      ice: iceAccess(iceServers),
      relayOnly: relayOnly$,
      signaling: {
        send: (to, said) => {
          // Before the server has taken us up again it would refuse; the engine repairs what got lost.
          if (!this.attached) return;
          realtime.command('call:signal', { callId: this.callId, to, signal: said }).catch(() => undefined);
        },
      },
    });
  }

  /**
   * Tells the others of each change of our media and of our hand, from what the server knows: one that has forgotten,
   * or did not hear, is told again.
   */
  private announceChanges({ self }: CallJoined, sent: MediaState): void {
    const { callId } = this;
    const { media, realtime } = this.dependencies;
    this.announcing.unsubscribe();
    this.announcing = tellChanges(media.media$, {
      known: sent,
      isSame: isSameMedia,
      tell: (now) => realtime.command('call:update-media', { callId, media: now }),
    });
    this.announcing.add(
      tellChanges(this.hand$, {
        known: self.handRaisedAt !== null,
        tell: (raised) => realtime.command('call:raise-hand', { callId, raised }),
      }),
    );
  }

  private find(id: string): Participant | undefined {
    return this.roster().find((participant) => participant.id === id);
  }
}

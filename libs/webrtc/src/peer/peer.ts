import { type PeerView, type Signal } from '@parlour/contracts';
import { type OutgoingTracks } from '../media/outgoing';
import {
  type Cancel,
  type Clock,
  type ParticipantId,
  type PeerConnectionFactory,
  type SignalingPort,
} from '../ports';
import { Cell, type Behavior } from '../rx/behavior';
import { type SafetyCode } from '../safety-code/safety-code';
import { AudioLevel } from './audio-level';
import { Connection } from './connection';
import { type Encoding } from './encoding';
import { type IceAgentSettings } from './ice-settings';
import { type PeerEffect, type PeerEvent } from './peer-events';
import { view, type PeerMachine, type Step } from './peer-state';
import { type PeerState, type RemotePeer } from './remote-peer';
import { eventOf } from './signals';
import { type SlotName } from './slots';
import { TokenBucket } from './token-bucket';
import { start, transition, type FirstMove } from './transition';

export interface PeerDependencies {
  readonly selfId: ParticipantId;
  readonly peerConnections: PeerConnectionFactory;
  readonly signaling: SignalingPort;
  readonly clock: Clock;
  readonly outgoing: OutgoingTracks;
  readonly ice: IceAgentSettings;
}

/** What a side may say before it is passed over. A repair takes two descriptions and a dozen candidates, once a second at most. */
const heard = {
  descriptions: { burst: 20, perSecond: 2 },
  candidates: { burst: 256, perSecond: 20 },
} as const;

/** Runs the state machine of one remote participant: performs its effects, and tells it what happens. */
export class Peer implements RemotePeer {
  private machine: PeerMachine;
  private readonly stateCell: Cell<PeerState>;
  private readonly received = {
    microphone: noTrack(),
    camera: noTrack(),
    screen: noTrack(),
    screenAudio: noTrack(),
  };
  private readonly shownCell = new Cell<PeerView | null>(null);
  private readonly encodings = new Map<SlotName, Encoding>();
  private readonly level: AudioLevel;
  private readonly descriptions: TokenBucket;
  private readonly candidates: TokenBucket;
  private connection: Connection | null = null;
  private connections = 0;
  private ownView: PeerView | null = null;
  private cancelWatch: Cancel | null = null;
  private cancelPatience: Cancel | null = null;
  private readonly events: PeerEvent[] = [];
  private dispatching = true;

  readonly state$: Behavior<PeerState>;
  readonly audio$: Behavior<MediaStreamTrack | null> = this.received.microphone;
  readonly video$: Behavior<MediaStreamTrack | null> = this.received.camera;
  readonly screen$: Behavior<MediaStreamTrack | null> = this.received.screen;
  readonly screenAudio$: Behavior<MediaStreamTrack | null> = this.received.screenAudio;
  readonly shown$: Behavior<PeerView | null> = this.shownCell;

  constructor(
    readonly id: ParticipantId,
    private readonly dependencies: PeerDependencies,
    firstMove: FirstMove,
  ) {
    this.level = new AudioLevel(dependencies.clock);
    this.descriptions = new TokenBucket(dependencies.clock, heard.descriptions);
    this.candidates = new TokenBucket(dependencies.clock, heard.candidates);
    // Ids grow with time (UUID version 7): it is the later one who yields.
    const first = start(dependencies.selfId > id, firstMove);
    this.machine = first.state;
    this.stateCell = new Cell(view(first.state));
    this.state$ = this.stateCell;
    this.take(first);
    this.drain();
  }

  handleSignal(signal: Signal): void {
    const event = eventOf(signal);
    if (!event) return;
    const bucket = signal.type === 'candidate' ? this.candidates : this.descriptions;
    this.dispatch(bucket.take() ? event : { kind: 'signal-dropped' });
  }

  /** Signaling was away and is back: a peer that is well is not touched. */
  handleSignalingRestored(): void {
    this.dispatch({ kind: 'signaling-restored' });
  }

  /** See `Mesh.handleNetworkChanged`. */
  handleNetworkChanged(addressChanged: boolean): void {
    this.dispatch({ kind: 'network-changed', addressChanged });
  }

  /** Another connection in place of this one, however well it is. */
  replaceConnection(): void {
    this.dispatch({ kind: 'replacement-wanted' });
  }

  get negotiations(): number {
    return this.machine.negotiations;
  }

  setView(view: PeerView): void {
    this.ownView = view;
    this.connection?.tellView(view);
  }

  async setEncoding(slot: SlotName, encoding: Encoding): Promise<void> {
    this.encodings.set(slot, encoding);
    await this.connection?.applyEncoding(slot);
  }

  safetyCode(): SafetyCode {
    return this.connection?.safetyCode() ?? { kind: 'pending' };
  }

  audioLevel(): number {
    const receiver = this.connection?.receiver('microphone');
    return receiver ? this.level.read(receiver) : 0;
  }

  async getStats(): Promise<RTCStatsReport | null> {
    return (await this.connection?.getStats()) ?? null;
  }

  close(): void {
    this.dispatch({ kind: 'closed' });
  }

  /** One event after the other: what an effect brings about at once waits for the effects before it. */
  private dispatch(event: PeerEvent): void {
    this.events.push(event);
    if (!this.dispatching) this.drain();
  }

  private drain(): void {
    this.dispatching = true;
    try {
      for (let event = this.events.shift(); event; event = this.events.shift()) {
        this.take(transition(this.machine, event));
      }
    } finally {
      this.dispatching = false;
    }
  }

  private take({ state, effects }: Step): void {
    this.machine = state;
    for (const effect of effects) this.perform(effect);
    this.show(view(state));
  }

  private show(next: PeerState): void {
    const shown = this.stateCell.value;
    const same = shown.kind === next.kind && problemOf(shown) === problemOf(next);
    if (!same) this.stateCell.set(next);
    if (next.kind !== 'closed') return;
    for (const cell of [this.stateCell, this.shownCell, ...Object.values(this.received)]) cell.complete();
  }

  private perform(effect: PeerEffect): void {
    switch (effect.kind) {
      case 'open':
        return this.open(effect.offering);
      case 'close':
        return this.closeConnection();
      case 'make-offer':
        return this.connection?.makeOffer(effect.revision);
      case 'resend-offer':
        return this.resendOffer(effect.revision);
      case 'take-offer':
        return this.connection?.takeOffer(effect.revision, effect.sdp);
      case 'take-answer':
        return this.connection?.takeAnswer(effect.revision, effect.sdp);
      case 'add-candidate':
        return this.connection?.addCandidate(effect.candidate);
      case 'restart-ice':
        return void this.connection?.restartIce();
      case 'refresh-credentials':
        return void this.dependencies.ice.refresh();
      case 'send':
        return this.dependencies.signaling.send(this.id, effect.signal);
      case 'arm-watch':
        return this.armWatch(effect.delayMs);
      case 'disarm-watch':
        return this.disarmWatch();
      case 'arm-patience':
        return this.armPatience(effect.delayMs);
      case 'disarm-patience':
        return this.disarmPatience();
    }
  }

  private open(offering: boolean): void {
    this.closeConnection();
    try {
      const connection = this.connect();
      this.connection = connection;
      // The first one has the credentials that came with the call; whoever opens another one may have used them up.
      if (++this.connections > 1) connection.awaitCredentials();
      if (offering) connection.allocateSlots();
      if (this.ownView) connection.tellView(this.ownView);
    } catch (error) {
      this.dispatch({
        kind: 'operation-failed',
        operation: 'open',
        revision: 0,
        signalingState: 'closed',
        described: false,
        detail: String(error),
      });
    }
  }

  private connect(): Connection {
    const { received, encodings, shownCell: shown } = this;
    const onEvent = (event: PeerEvent): void => {
      this.dispatch(event);
    };
    return new Connection({ ...this.dependencies, received, encodings, shown, onEvent });
  }

  private closeConnection(): void {
    this.connection?.close();
    this.connection = null;
  }

  private resendOffer(revision: number): void {
    const sdp = this.connection?.localSdp;
    if (sdp) this.dependencies.signaling.send(this.id, { type: 'offer', sdp, revision });
  }

  private armWatch(delayMs: number): void {
    this.disarmWatch();
    this.cancelWatch = this.dependencies.clock.schedule(delayMs, () => {
      this.dispatch({ kind: 'repair-due' });
    });
  }

  private disarmWatch(): void {
    this.cancelWatch?.();
    this.cancelWatch = null;
  }

  private armPatience(delayMs: number): void {
    this.disarmPatience();
    this.cancelPatience = this.dependencies.clock.schedule(delayMs, () => {
      this.dispatch({ kind: 'patience-over' });
    });
  }

  private disarmPatience(): void {
    this.cancelPatience?.();
    this.cancelPatience = null;
  }
}

function noTrack(): Cell<MediaStreamTrack | null> {
  return new Cell<MediaStreamTrack | null>(null);
}

function problemOf(state: PeerState): unknown {
  return state.kind === 'closed' ? null : state.problem;
}

import { type Signal } from '@parlour/contracts';
import { type OutgoingTracks } from '../media/outgoing';
import {
  type Cancel,
  type Clock,
  type ParticipantId,
  type PeerConnectionFactory,
  type SignalingPort,
} from '../ports';
import { Cell, type Behavior } from '../rx/behavior';
import { AudioLevel } from './audio-level';
import { Connection } from './connection';
import { type PeerEffect, type PeerEvent } from './peer-events';
import { view, type PeerMachine, type Step } from './peer-state';
import { type PeerState, type RemotePeer } from './remote-peer';
import { sessionOf } from './session';
import { start, transition, type FirstMove } from './transition';

export interface PeerDependencies {
  readonly selfId: ParticipantId;
  readonly peerConnections: PeerConnectionFactory;
  readonly signaling: SignalingPort;
  readonly clock: Clock;
  readonly outgoing: OutgoingTracks;
  readonly configuration: RTCConfiguration;
}

/** Runs the state machine of one remote participant: performs its effects, and tells it what happens. */
export class Peer implements RemotePeer {
  private machine: PeerMachine;
  private readonly stateCell: Cell<PeerState>;
  private readonly received = { microphone: noTrack(), camera: noTrack() };
  private readonly level: AudioLevel;
  private connection: Connection | null = null;
  private cancelWatch: Cancel | null = null;
  private readonly events: PeerEvent[] = [];
  private dispatching = true;

  readonly state$: Behavior<PeerState>;
  readonly audio$: Behavior<MediaStreamTrack | null> = this.received.microphone;
  readonly video$: Behavior<MediaStreamTrack | null> = this.received.camera;

  constructor(
    readonly id: ParticipantId,
    private readonly dependencies: PeerDependencies,
    firstMove: FirstMove,
  ) {
    this.level = new AudioLevel(dependencies.clock);
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
    if (event) this.dispatch(event);
  }

  /** Signaling was away and is back: a peer that is well is not touched. */
  handleSignalingRestored(): void {
    this.dispatch({ kind: 'signaling-restored' });
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
    for (const cell of [this.stateCell, this.received.microphone, this.received.camera]) cell.complete();
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
        return this.connection?.restartIce();
      case 'send':
        return this.dependencies.signaling.send(this.id, effect.signal);
      case 'arm-watch':
        return this.armWatch(effect.delayMs);
      case 'disarm-watch':
        return this.disarmWatch();
    }
  }

  private open(offering: boolean): void {
    this.closeConnection();
    const { peerConnections, configuration, outgoing } = this.dependencies;
    try {
      const onEvent = (event: PeerEvent): void => {
        this.dispatch(event);
      };
      this.connection = new Connection(peerConnections, configuration, outgoing, this.received, onEvent);
      if (offering) this.connection.allocateSlots();
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
}

function noTrack(): Cell<MediaStreamTrack | null> {
  return new Cell<MediaStreamTrack | null>(null);
}

function problemOf(state: PeerState): unknown {
  return state.kind === 'closed' ? null : state.problem;
}

function eventOf(signal: Signal): PeerEvent | null {
  switch (signal.type) {
    case 'offer':
      return { kind: 'offer-received', ...described(signal) };
    case 'answer':
      return { kind: 'answer-received', ...described(signal) };
    case 'candidate':
      return signal.candidate && { kind: 'candidate-received', candidate: signal.candidate };
  }
}

function described({ sdp, revision }: { sdp: string; revision: number }): {
  sdp: string;
  revision: number;
  session: string;
} {
  return { sdp, revision, session: sessionOf(sdp) };
}

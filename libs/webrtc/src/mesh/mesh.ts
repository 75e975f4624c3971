import { type IceServer, type Signal } from '@parlour/contracts';
import { type OutgoingTracks } from '../media/local-media';
import { type RemotePeer } from '../peer/remote-peer';
import { type Clock, type ParticipantId, type PeerConnectionFactory, type SignalingPort } from '../ports';
import { Cell, type Behavior } from '../rx/behavior';

export interface MeshDependencies {
  readonly selfId: ParticipantId;
  readonly peerConnections: PeerConnectionFactory;
  readonly signaling: SignalingPort;
  readonly clock: Clock;
  /** A `LocalMedia` is one. It is not closed with the mesh. */
  readonly media: { readonly outgoing: OutgoingTracks };
  readonly iceServers: readonly IceServer[];
}

interface Named {
  readonly id: ParticipantId;
}

/** Keeps one peer per other participant of a call, in step with the roster. */
export class Mesh {
  private readonly peersCell = new Cell<ReadonlyMap<ParticipantId, RemotePeer>>(new Map());

  readonly peers$: Behavior<ReadonlyMap<ParticipantId, RemotePeer>> = this.peersCell;

  constructor(private readonly dependencies: MeshDependencies) {}

  /**
   * The answer to call:join. At the first join each of them will offer to us. After a resume what is missing is
   * offered to, what is gone is closed, and what stands is left alone.
   */
  handleRoster(participants: readonly Named[], { resumed }: { resumed: boolean }): void {
    void [participants, resumed, this.dependencies];
  }

  /** A newcomer, to whom we offer. */
  handleParticipantJoined(participant: Named): void {
    void participant;
  }

  handleParticipantLeft(participantId: ParticipantId): void {
    void participantId;
  }

  /** Never throws, whatever a stranger sends. */
  handleSignal(from: ParticipantId, signal: Signal): void {
    void [from, signal];
  }

  /** Closes every peer; nothing happens afterwards. */
  close(): void {}
}

import { type Signal } from '@parlour/contracts';
import { distinctUntilChanged, skip } from 'rxjs';
import { type OutgoingTracks } from '../media/outgoing';
import { Peer, type PeerDependencies } from '../peer/peer';
import { type RemotePeer } from '../peer/remote-peer';
import { type FirstMove } from '../peer/transition';
import {
  type Cancel,
  type Clock,
  type IceAccess,
  type ParticipantId,
  type PeerConnectionFactory,
  type SignalingPort,
} from '../ports';
import { Cell, type Behavior } from '../rx/behavior';
import { Scope } from '../rx/scope';
import { Ice } from './ice';
import { NetworkNews } from './network-news';
import { Strangers } from './strangers';

export interface MeshDependencies {
  readonly selfId: ParticipantId;
  readonly peerConnections: PeerConnectionFactory;
  readonly signaling: SignalingPort;
  readonly clock: Clock;
  /** A `LocalMedia` is one. It is not closed with the mesh. */
  readonly media: { readonly outgoing: OutgoingTracks };
  readonly ice: IceAccess;
  /** Whether media may go through a relay alone, which keeps our address from the others. */
  readonly relayOnly: Behavior<boolean>;
}

interface Named {
  readonly id: ParticipantId;
}

/**
 * How long a connected peer that is missing from the roster of a resumed call is kept. A server that lost its memory
 * learns of the others as they come back to it, within the lease of 8 s; until then their media goes on.
 */
const missingGraceMs = 10_000;

/** Keeps one peer per other participant of a call, in step with the roster. */
export class Mesh {
  private readonly scope = new Scope();
  private readonly peers = new Map<ParticipantId, Peer>();
  private readonly peersCell = new Cell<ReadonlyMap<ParticipantId, RemotePeer>>(new Map());
  private readonly missing = new Map<ParticipantId, Cancel>();
  private readonly strangers: Strangers;
  private readonly networkNews: NetworkNews;
  private readonly peerDependencies: PeerDependencies;

  readonly peers$: Behavior<ReadonlyMap<ParticipantId, RemotePeer>> = this.peersCell;

  constructor(private readonly dependencies: MeshDependencies) {
    const { clock, media, ice, relayOnly } = dependencies;
    this.strangers = new Strangers(clock);
    this.networkNews = new NetworkNews(clock, (addressChanged) => {
      for (const peer of this.peers.values()) peer.handleNetworkChanged(addressChanged);
    });
    this.scope.keep(() => {
      this.networkNews.close();
    });
    const settings = new Ice(ice, relayOnly, clock);
    this.peerDependencies = { ...dependencies, outgoing: media.outgoing, ice: settings };
    this.scope.keep(() => {
      settings.close();
    });
    this.scope.keep(
      relayOnly.pipe(skip(1), distinctUntilChanged()).subscribe((isRelayOnly) => {
        this.handlePolicyChanged(isRelayOnly);
      }),
    );
  }

  /**
   * The answer to call:join. At the first join each of them will offer to us. After a resume, those who came while we
   * were away wait for our offer, those who are gone are closed, and what stands is left alone.
   */
  handleRoster(participants: readonly Named[], { resumed }: { resumed: boolean }): void {
    const present = new Set(participants.map(({ id }) => id));
    for (const id of [...this.peers.keys()]) {
      if (!present.has(id)) this.handleMissing(id);
    }
    for (const id of present) {
      if (resumed) this.peers.get(id)?.handleSignalingRestored();
      this.handlePresent(id, resumed ? 'offer' : 'wait');
    }
  }

  /** A newcomer, to whom we offer. Somebody we know already has only come back to the server. */
  handleParticipantJoined(participant: Named): void {
    this.handlePresent(participant.id, 'offer');
  }

  handleParticipantLeft(participantId: ParticipantId): void {
    this.strangers.take(participantId);
    this.remove(participantId);
  }

  /** Never throws. What comes from outside the roster is kept for a moment (see `Strangers`). */
  handleSignal(from: ParticipantId, signal: Signal): void {
    if (this.scope.ended || from === this.dependencies.selfId) return;
    const peer = this.peers.get(from);
    if (peer) peer.handleSignal(signal);
    else this.strangers.keep(from, signal);
  }

  /**
   * The way to the others may be another one now. Whoever is not well is repaired at once. `addressChanged`: pairs that
   * look well are given new ways too, since what they have may be gone without their having noticed.
   */
  handleNetworkChanged({ addressChanged = true }: { addressChanged?: boolean } = {}): void {
    if (!this.scope.ended) this.networkNews.tell(addressChanged);
  }

  /** Closes every peer; nothing happens afterwards. */
  close(): void {
    this.scope.end();
    this.strangers.forgetAll();
    for (const id of [...this.peers.keys()]) this.remove(id);
    this.peersCell.complete();
  }

  /**
   * An ICE restart adds a direct way where one is better. It does not give one up for a relay: Chromium keeps to a pair
   * of the old generation while that has the higher priority. A new connection never had it.
   */
  private handlePolicyChanged(isRelayOnly: boolean): void {
    if (!isRelayOnly) this.handleNetworkChanged();
    else for (const peer of this.peers.values()) peer.replaceConnection();
  }

  private handlePresent(id: ParticipantId, firstMove: FirstMove): void {
    if (this.scope.ended || id === this.dependencies.selfId) return;
    if (this.peers.has(id)) this.expect(id);
    else this.add(id, firstMove);
  }

  private add(id: ParticipantId, firstMove: FirstMove): void {
    const signals = this.strangers.take(id);
    const theyOffered = signals.some(({ type }) => type === 'offer');
    const peer = new Peer(id, this.peerDependencies, theyOffered ? 'wait' : firstMove);
    this.peers.set(id, peer);
    for (const signal of signals) peer.handleSignal(signal);
    this.show();
  }

  private handleMissing(id: ParticipantId): void {
    if (this.peers.get(id)?.state$.value.kind !== 'connected') {
      this.remove(id);
    } else if (!this.missing.has(id)) {
      const remove = (): void => {
        this.remove(id);
      };
      this.missing.set(id, this.dependencies.clock.schedule(missingGraceMs, remove));
    }
  }

  /** Somebody who was missing is not, or no longer matters. */
  private expect(id: ParticipantId): void {
    this.missing.get(id)?.();
    this.missing.delete(id);
  }

  private remove(id: ParticipantId): void {
    this.expect(id);
    const peer = this.peers.get(id);
    if (!peer) return;
    this.peers.delete(id);
    peer.close();
    this.show();
  }

  private show(): void {
    this.peersCell.set(new Map(this.peers));
  }
}

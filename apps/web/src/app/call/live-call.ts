import { signal } from '@angular/core';
import {
  type CallJoined,
  type EventPayload,
  type MediaState,
  type Participant,
  type ResumeCall,
} from '@parlour/contracts';
import { type LocalMedia, Mesh, type RemotePeer } from '@parlour/webrtc';
import {
  EMPTY,
  Subscription,
  catchError,
  defer,
  distinctUntilChanged,
  filter,
  merge,
  retry,
  skip,
  startWith,
  switchMap,
  take,
  throwError,
  timer,
} from 'rxjs';
import { ApiFailure } from '../core/api/api-failure';
import { type Realtime } from '../core/realtime/realtime';
import { type Platform } from '../platform/platform';

/** What another participant did, for those who cannot see it happen. */
export interface CallNews {
  readonly kind: 'joined' | 'left' | 'muted' | 'unmuted' | 'cameraOff' | 'cameraOn';
  readonly participant: Participant;
}

export interface LiveCallDependencies {
  readonly realtime: Pick<Realtime, 'command'>;
  readonly platform: Pick<Platform, 'peerConnections' | 'clock'>;
  readonly media: Pick<LocalMedia, 'media$' | 'outgoing'>;
  readonly tell: (news: CallNews) => void;
}

export type PeersById = ReadonlyMap<Participant['id'], RemotePeer>;

/** Between two tries to tell the server what we send, while it cannot take it. */
const announceAgainMs = 1_000;
const announceMaxTries = 10;

/**
 * Our being in one call as one participant: the roster, and the mesh that follows it. It outlives the socket: while
 * that is gone (`detach`) the media flow on, and `resume` brings the roster up to date.
 */
export class LiveCall {
  private readonly mesh: Mesh;
  private readonly roster = signal<readonly Participant[]>([]);
  private readonly peersNow = signal<PeersById>(new Map());
  private readonly following = new Subscription();
  private readonly connected = signal<number | null>(null);
  private announcing = Subscription.EMPTY;
  private resumeToken: string;
  private attached = true;

  readonly callId: string;
  readonly self: Participant;
  /** The others, in the order in which they came. */
  readonly others = this.roster.asReadonly();
  readonly peers = this.peersNow.asReadonly();
  /** When the first other one could be heard and seen, in ms of the platform's clock; null: nobody yet. */
  readonly connectedAt = this.connected.asReadonly();

  /** `sent`: the media state that went with the joining. */
  constructor(
    private readonly dependencies: LiveCallDependencies,
    joined: CallJoined,
    sent: MediaState,
  ) {
    this.callId = joined.callId;
    this.self = joined.self;
    this.resumeToken = joined.resumeToken;
    this.mesh = this.createMesh(joined);
    this.following.add(this.mesh.peers$.subscribe((peers) => this.peersNow.set(peers)));
    this.following.add(this.watchFirstConnection());
    this.roster.set(joined.participants);
    this.mesh.handleRoster(joined.participants, { resumed: false });
    this.announceChanges(sent);
  }

  get resume(): ResumeCall {
    return { callId: this.callId, participantId: this.self.id, token: this.resumeToken };
  }

  /** The socket is gone, and with it whatever would be sent by it; the peers are left alone. */
  detach(): void {
    this.attached = false;
    this.announcing.unsubscribe();
  }

  /** We are back as the same participant. */
  handleResumed(joined: CallJoined, sent: MediaState): void {
    this.attached = true;
    this.resumeToken = joined.resumeToken;
    this.roster.set(joined.participants);
    this.mesh.handleRoster(joined.participants, { resumed: true });
    this.announceChanges(sent);
  }

  handleJoined({ participant }: EventPayload<'call:participant-joined'>): void {
    if (participant.id === this.self.id || this.find(participant.id)) return;
    this.roster.update((roster) => [...roster, participant]);
    this.mesh.handleParticipantJoined(participant);
    this.dependencies.tell({ kind: 'joined', participant });
  }

  handleUpdated({ participant }: EventPayload<'call:participant-updated'>): void {
    const before = this.find(participant.id);
    if (!before) return;
    this.roster.update((roster) =>
      roster.map((other) => (other.id === participant.id ? participant : other)),
    );
    if (before.media.microphone !== participant.media.microphone)
      this.dependencies.tell({ kind: participant.media.microphone ? 'unmuted' : 'muted', participant });
    if (before.media.camera !== participant.media.camera)
      this.dependencies.tell({ kind: participant.media.camera ? 'cameraOn' : 'cameraOff', participant });
  }

  handleLeft({ participantId }: EventPayload<'call:participant-left'>): void {
    const participant = this.find(participantId);
    if (!participant) return;
    this.roster.update((roster) => roster.filter(({ id }) => id !== participantId));
    this.mesh.handleParticipantLeft(participantId);
    this.dependencies.tell({ kind: 'left', participant });
  }

  handleSignal({ from, signal: said }: EventPayload<'call:signal'>): void {
    this.mesh.handleSignal(from, said);
  }

  close(): void {
    this.announcing.unsubscribe();
    this.following.unsubscribe();
    this.mesh.close();
  }

  private watchFirstConnection(): Subscription {
    return this.mesh.peers$
      .pipe(
        switchMap((peers) => merge(...[...peers.values()].map(({ state$ }) => state$))),
        filter(({ kind }) => kind === 'connected'),
        take(1),
      )
      .subscribe(() => this.connected.set(this.dependencies.platform.clock.now()));
  }

  private createMesh({ self, iceServers }: CallJoined): Mesh {
    const { realtime, platform, media } = this.dependencies;
    return new Mesh({
      selfId: self.id,
      peerConnections: platform.peerConnections,
      clock: platform.clock,
      media,
      iceServers,
      signaling: {
        send: (to, said) => {
          // Before the server has taken us up again it would refuse; the engine repairs what got lost.
          if (!this.attached) return;
          realtime.command('call:signal', { callId: this.callId, to, signal: said }).catch(() => undefined);
        },
      },
    });
  }

  /** Tells the others of each change of our media; the latest one counts. */
  private announceChanges(sent: MediaState): void {
    const { media, realtime } = this.dependencies;
    this.announcing.unsubscribe();
    this.announcing = media.media$
      .pipe(
        startWith(sent),
        distinctUntilChanged(
          (before, now) => before.microphone === now.microphone && before.camera === now.camera,
        ),
        skip(1),
        switchMap((now) =>
          defer(() => realtime.command('call:update-media', { callId: this.callId, media: now })).pipe(
            retry({ count: announceMaxTries, delay: againIfPassing }),
            catchError(() => EMPTY),
          ),
        ),
      )
      .subscribe();
  }

  private find(id: string): Participant | undefined {
    return this.roster().find((participant) => participant.id === id);
  }
}

const againIfPassing = (error: unknown) =>
  ApiFailure.of(error).isPassing ? timer(announceAgainMs) : throwError(() => error);

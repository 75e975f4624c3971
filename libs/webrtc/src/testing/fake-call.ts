import { type Signal } from '@parlour/contracts';
import { LocalMedia } from '../media/local-media';
import { Mesh } from '../mesh/mesh';
import { type ParticipantId } from '../ports';
import { Cell } from '../rx/behavior';
import { FakeClock } from './fake-clock';
import { FakeIceAccess } from './fake-ice-access';
import { FakeMediaDevices } from './fake-media-devices';
import { FakeRoutes } from './fake-routes';

export interface FakeParticipant {
  readonly id: ParticipantId;
  readonly mesh: Mesh;
  readonly media: LocalMedia;
  readonly devices: FakeMediaDevices;
}

interface SentSignal {
  readonly from: ParticipantId;
  readonly to: ParticipantId;
  readonly signal: Signal;
}

type Tell = (mesh: Mesh) => void;

/** One connection of a participant to the server. What travels on it when it drops is lost. */
interface Socket {
  open: boolean;
  /** Until when it is busy, in each direction: nothing overtakes. */
  readonly busyUntil: { up: number; down: number };
}

/**
 * A call in memory: what the server does for it, and a mesh for each who joins. Between each participant and the
 * server everything arrives in order, as on a socket, after as long as `travelMs` says.
 */
export class FakeCall {
  readonly clock = new FakeClock();
  readonly routes = new FakeRoutes(this.clock);
  /** How long one message takes between a participant and the server. */
  travelMs: () => number = () => 5;
  /** Which signals never arrive. */
  loses: (sent: SentSignal) => boolean = () => false;
  readonly ice = new FakeIceAccess();
  /** For everybody in this call. */
  readonly relayOnly = new Cell(false);
  /** Every signal that reached the server, in order. */
  readonly signals: SentSignal[] = [];
  private readonly sockets = new Map<ParticipantId, Socket>();
  private readonly present = new Map<ParticipantId, FakeParticipant>();
  /** Who has ever been admitted, and so has the secret to resume, even to a server that forgot. */
  private readonly admitted = new Set<ParticipantId>();

  /** Somebody with microphone and camera on. The join takes its time like everything else. */
  join(id: ParticipantId): FakeParticipant {
    const devices = new FakeMediaDevices(this.clock);
    const media = new LocalMedia(devices, this.clock);
    void media.start({ microphone: true, camera: true });
    const mesh = new Mesh({
      selfId: id,
      peerConnections: this.routes.factory(id),
      signaling: {
        send: (to, signal) => {
          this.relay({ from: id, to, signal });
        },
      },
      clock: this.clock,
      media,
      ice: this.ice,
      relayOnly: this.relayOnly,
    });
    const participant = { id, mesh, media, devices };
    this.resume(participant);
    return participant;
  }

  leave({ id, mesh, media }: FakeParticipant): void {
    mesh.close();
    media.close();
    this.travel(id, 'up', () => {
      this.present.delete(id);
      this.tellOthers(id, (other) => {
        other.handleParticipantLeft(id);
      });
    });
  }

  /** The socket of somebody drops, and nobody else is told: it is within the lease. */
  loseSocket({ id }: FakeParticipant): void {
    const socket = this.sockets.get(id);
    if (socket) socket.open = false;
  }

  /** On a new socket. Somebody who was never admitted joins. */
  resume(participant: FakeParticipant): void {
    this.loseSocket(participant);
    const { id } = participant;
    this.sockets.set(id, { open: true, busyUntil: { up: 0, down: 0 } });
    this.travel(id, 'up', () => {
      this.admit(participant);
    });
  }

  /** The same participant with nothing but the id: a tab that was loaded anew. */
  reload(participant: FakeParticipant): FakeParticipant {
    participant.mesh.close();
    participant.media.close();
    this.loseSocket(participant);
    return this.join(participant.id);
  }

  /** As when the server starts anew: it knows nobody until they resume. */
  forgetEverybody(): void {
    this.present.clear();
  }

  advance(durationMs: number): Promise<void> {
    return this.clock.advance(durationMs);
  }

  private admit(participant: FakeParticipant): void {
    const { id } = participant;
    const others = [...this.present.keys()].filter((other) => other !== id).map((other) => ({ id: other }));
    const resumed = this.admitted.has(id);
    if (!this.present.has(id)) {
      this.tellOthers(id, (mesh) => {
        mesh.handleParticipantJoined({ id });
      });
    }
    this.admitted.add(id);
    this.present.set(id, participant);
    this.tell(id, (mesh) => {
      mesh.handleRoster(others, { resumed });
    });
  }

  private relay(sent: SentSignal): void {
    this.travel(sent.from, 'up', () => {
      this.signals.push(sent);
      if (!this.present.has(sent.from) || this.loses(sent)) return;
      this.tell(sent.to, (mesh) => {
        mesh.handleSignal(sent.from, sent.signal);
      });
    });
  }

  private tellOthers(id: ParticipantId, tell: Tell): void {
    for (const other of this.present.keys()) if (other !== id) this.tell(other, tell);
  }

  private tell(id: ParticipantId, tell: Tell): void {
    const participant = this.present.get(id);
    if (!participant) return;
    this.travel(id, 'down', () => {
      tell(participant.mesh);
    });
  }

  private travel(id: ParticipantId, direction: 'up' | 'down', arrive: () => void): void {
    const socket = this.sockets.get(id);
    if (!socket?.open) return;
    const now = this.clock.now();
    const at = Math.max(now + this.travelMs(), socket.busyUntil[direction]);
    socket.busyUntil[direction] = at;
    this.clock.schedule(at - now, () => {
      if (socket.open) arrive();
    });
  }
}

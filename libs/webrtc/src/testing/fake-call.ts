import { type Signal } from '@parlour/contracts';
import { LocalMedia } from '../media/local-media';
import { Mesh } from '../mesh/mesh';
import { type ParticipantId } from '../ports';
import { FakeClock } from './fake-clock';
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

type Deliver = (mesh: Mesh) => void;

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
  /** Every signal that reached the server, in order. */
  readonly signals: SentSignal[] = [];
  private readonly present = new Map<ParticipantId, FakeParticipant>();
  private readonly inOrderUntil = new Map<string, number>();
  private readonly away = new Set<ParticipantId>();

  /** Somebody with microphone and camera on. The join takes its time like everything else. */
  join(id: ParticipantId): FakeParticipant {
    return this.enter(id, { resumed: false });
  }

  /** The same participant with nothing but the id: a tab that was loaded anew. */
  reload({ id, mesh, media }: FakeParticipant): FakeParticipant {
    mesh.close();
    media.close();
    this.present.delete(id);
    return this.enter(id, { resumed: true });
  }

  private enter(id: ParticipantId, { resumed }: { resumed: boolean }): FakeParticipant {
    const devices = new FakeMediaDevices(this.clock);
    const media = new LocalMedia(devices);
    void media.start({ microphone: true, camera: true });
    const signaling = { send: (to: ParticipantId, signal: Signal) => this.relay({ from: id, to, signal }) };
    const mesh = new Mesh({
      selfId: id,
      peerConnections: this.routes.factory(id),
      signaling,
      clock: this.clock,
      media,
      iceServers: [],
    });
    const participant = { id, mesh, media, devices };
    this.travel(`${id} up`, () => {
      this.admit(participant, { resumed });
    });
    return participant;
  }

  leave({ id, mesh, media }: FakeParticipant): void {
    mesh.close();
    media.close();
    this.travel(`${id} up`, () => {
      this.present.delete(id);
      this.tellOthers(id, (other) => {
        other.handleParticipantLeft(id);
      });
    });
  }

  /** The socket of somebody drops: nothing passes in either direction, and nothing is kept for later. */
  loseSocket({ id }: FakeParticipant): void {
    this.away.add(id);
  }

  resume(participant: FakeParticipant): void {
    this.away.delete(participant.id);
    this.travel(`${participant.id} up`, () => {
      this.admit(participant, { resumed: true });
    });
  }

  /** As when the server starts anew: it knows nobody until they resume. */
  forgetEverybody(): void {
    this.present.clear();
  }

  advance(durationMs: number): Promise<void> {
    return this.clock.advance(durationMs);
  }

  private admit(participant: FakeParticipant, { resumed }: { resumed: boolean }): void {
    const { id } = participant;
    const others = [...this.present.keys()].filter((other) => other !== id);
    if (!this.present.has(id)) {
      this.present.set(id, participant);
      this.tellOthers(id, (mesh) => {
        mesh.handleParticipantJoined({ id });
      });
    }
    this.deliver(id, (mesh) => {
      mesh.handleRoster(
        others.map((other) => ({ id: other })),
        { resumed },
      );
    });
  }

  private relay(sent: SentSignal): void {
    if (this.away.has(sent.from)) return;
    this.travel(`${sent.from} up`, () => {
      this.signals.push(sent);
      if (!this.present.has(sent.from) || this.loses(sent)) return;
      this.deliver(sent.to, (mesh) => {
        mesh.handleSignal(sent.from, sent.signal);
      });
    });
  }

  private tellOthers(id: ParticipantId, tell: Deliver): void {
    for (const other of this.present.keys()) if (other !== id) this.deliver(other, tell);
  }

  private deliver(to: ParticipantId, tell: Deliver): void {
    const participant = this.present.get(to);
    if (!participant || this.away.has(to)) return;
    this.travel(`${to} down`, () => {
      if (!this.away.has(to)) tell(participant.mesh);
    });
  }

  /** One direction of one socket: in order. */
  private travel(line: string, arrive: () => void): void {
    const now = this.clock.now();
    const at = Math.max(now + this.travelMs(), this.inOrderUntil.get(line) ?? 0);
    this.inOrderUntil.set(line, at);
    this.clock.schedule(at - now, arrive);
  }
}

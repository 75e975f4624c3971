import { type Participant } from '@parlour/contracts';
import { LocalMedia, Mesh } from '@parlour/webrtc';
import { FakeMediaDevices } from '@parlour/webrtc/testing';
import { BehaviorSubject } from 'rxjs';
import { type CallWorld } from './call-world';

/** The engine of another participant, whose signals come and go by the server that the test is. */
export class FarSide {
  readonly mesh: Mesh;

  constructor(
    private readonly world: CallWorld,
    readonly participant: Participant,
  ) {
    const { id } = participant;
    this.mesh = new Mesh({
      selfId: id,
      peerConnections: world.routes.factory(id),
      signaling: {
        send: (_, signal) => world.realtime.push('call:signal', { callId: world.callId, from: id, signal }),
      },
      clock: world.clock,
      media: new LocalMedia(new FakeMediaDevices(world.clock), world.clock),
      ice: { servers: [], refresh: () => Promise.resolve([]) },
      relayOnly: new BehaviorSubject(false),
    });
    world.realtime.answer('call:signal', ({ signal }) => {
      this.mesh.handleSignal(world.anna.id, signal);
      return {};
    });
  }

  /** They offer to Anna, who has come. */
  async connect({ withinMs = 2_000 } = {}): Promise<void> {
    this.mesh.handleParticipantJoined(this.world.anna);
    await this.world.clock.advance(withinMs);
  }
}

import { type IceCandidate } from '@parlour/contracts';
import { type MediaKind, type PeerConnectionPort } from '../ports';
import { fallsShort } from './fake-agreement';
import { FakeDataChannel } from './fake-data-channel';
import { FakeDescribed } from './fake-described';
import { FakeEvents, type FakeListener } from './fake-events';
import { FakeGathering } from './fake-gathering';
import { agreedDirection, nameOf, readSdp, type FakeDescription, type FakeSection } from './fake-sdp';
import { closedError, FakeOperations } from './fake-operations';
import { FakeTransceiver, type TransceiverOwner } from './fake-transceiver';
import { type FakeRoutes } from './fake-routes';

export type FakeOperation = 'setLocalDescription' | 'setRemoteDescription' | 'addIceCandidate';

/**
 * An RTCPeerConnection by the rules of W3C WebRTC 1.0: the signaling states and their illegal calls (section 4.3.1),
 * the operations chain (4.4.1.2), rollback (RFC 8829 section 4.1.10.2), association of transceivers with media sections (RFC 8829
 * section 5.10), the negotiation-needed flag (4.7.3), ICE generations by user fragment. No media flows: `FakeRoutes`
 * knows which two of them are connected.
 */
export class FakePeerConnection extends FakeDescribed implements PeerConnectionPort, TransceiverOwner {
  signalingState: RTCSignalingState = 'stable';
  connectionState: RTCPeerConnectionState = 'new';
  /** Descriptions made, by kind. */
  readonly made = { offer: 0, answer: 0 };
  /** The user fragments of which candidates of the other side have been taken. */
  readonly heard = new Set<string>();
  /** The data channel, once it was made: the engine wants one. */
  channel: FakeDataChannel | null = null;
  private readonly events = new FakeEvents();
  private readonly transceivers: FakeTransceiver[] = [];
  private restartWanted = false;
  private needed = false;
  private version = 0;
  private readonly operations: FakeOperations;
  private readonly gathering: FakeGathering;

  constructor(
    private readonly routes: FakeRoutes,
    readonly owner: string,
    readonly session: number,
    public configuration: RTCConfiguration,
  ) {
    super();
    const isClosed = (): boolean => this.signalingState === 'closed';
    this.gathering = new FakeGathering(this.events, {
      later: (task) => {
        routes.later(task);
      },
      isClosed,
    });
    this.operations = new FakeOperations({
      time: () => routes.operationTime(),
      isClosed,
      rejectsAtClose: () => routes.rejectsAtClose,
      onIdle: () => {
        this.changed();
      },
    });
  }

  /** With what each generation of candidates was gathered, in order. */
  get gatheredWith(): readonly RTCConfiguration[] {
    return this.gathering.configurations;
  }

  addEventListener(type: string, listener: FakeListener): void {
    this.events.add(type, listener);
  }

  getTransceivers(): readonly FakeTransceiver[] {
    return [...this.transceivers];
  }

  addTransceiver(kind: MediaKind, { direction }: { direction: RTCRtpTransceiverDirection }): FakeTransceiver {
    this.assertOpen();
    const transceiver = new FakeTransceiver(kind, direction, this, { byRemote: false });
    this.transceivers.push(transceiver);
    this.changed();
    return transceiver;
  }

  createDataChannel(label: string, { id }: { id: number }): FakeDataChannel {
    this.assertOpen();
    if (this.channel) throw new DOMException(`The id ${id} is taken`, 'OperationError');
    this.channel = new FakeDataChannel(id, label, {
      reaches: () => this.routes.reaches(this),
      deliver: (text) => {
        this.routes.deliver(this, text);
      },
    });
    this.changed();
    return this.channel;
  }

  setConfiguration(configuration: RTCConfiguration): void {
    this.assertOpen();
    if (configuration.bundlePolicy !== this.configuration.bundlePolicy)
      throw new DOMException('The bundle policy is for life', 'InvalidModificationError');
    this.configuration = configuration;
  }

  setLocalDescription(): Promise<void> {
    return this.operate('setLocalDescription', () => {
      if (this.signalingState === 'have-remote-offer') this.applyOwnAnswer();
      else this.applyOwnOffer();
    });
  }

  setRemoteDescription({
    type,
    sdp = '',
  }: {
    type: 'offer' | 'answer' | 'rollback';
    sdp?: string;
  }): Promise<void> {
    return this.operate('setRemoteDescription', () => {
      if (type === 'rollback') {
        this.rollBack();
        return;
      }
      const { description, candidates } = readSdp(sdp);
      if (description.type !== type) throw new DOMException(`It is no ${type}`, 'InvalidAccessError');
      if (type === 'offer') this.applyTheirOffer(description);
      else this.applyTheirAnswer(description);
      if (candidates.length > 0) this.heard.add(description.ufrag);
      this.routes.review();
    });
  }

  addIceCandidate({ usernameFragment }: IceCandidate): Promise<void> {
    return this.operate('addIceCandidate', () => {
      const remotes = [this.pendingRemote?.ufrag, this.current?.remote.ufrag];
      if (!this.remoteDescription) throw new DOMException('No remote description', 'InvalidStateError');
      if (usernameFragment === null || !remotes.includes(usernameFragment)) {
        throw new DOMException(`No such user fragment: ${usernameFragment}`, 'OperationError');
      }
      this.heard.add(usernameFragment);
      this.routes.review();
    });
  }

  restartIce(): void {
    this.restartWanted = this.current !== null;
    this.changed();
  }

  getStats(): Promise<RTCStatsReport> {
    return Promise.resolve(new Map());
  }

  /** What is under way never settles, and no event is fired any more. */
  close(): void {
    this.signalingState = 'closed';
    this.connectionState = 'closed';
    this.events.end();
    this.channel?.close();
    for (const { receiver } of this.transceivers) receiver.track.stop();
    this.routes.review();
  }

  chain(work: () => void): Promise<void> {
    this.assertOpen();
    return this.operations.chain(work);
  }

  arriving(transceiver: FakeTransceiver): { level: number; at: number } | null {
    return this.routes.arriving(this, transceiver);
  }

  /** Called by the routes. */
  setConnectionState(state: RTCPeerConnectionState): void {
    if (this.connectionState === state || this.signalingState === 'closed') return;
    this.connectionState = state;
    this.events.fire('connectionstatechange');
  }

  /** Asks for negotiation if there is a need that was not told yet. */
  changed(): void {
    this.routes.later(() => {
      if (!this.operations.idle || this.signalingState !== 'stable') return;
      const needed = this.needsNegotiation();
      const news = needed && !this.needed;
      this.needed = needed;
      if (news) this.events.fire('negotiationneeded');
    });
  }

  private operate(operation: FakeOperation, work: () => void): Promise<void> {
    return this.chain(() => {
      if (this.routes.refuse({ owner: this.owner, operation })) {
        throw new DOMException(`The browser refused ${operation}`, 'OperationError');
      }
      work();
    });
  }

  private applyOwnOffer(): void {
    this.made.offer += 1;
    this.transceivers.forEach((transceiver, index) => {
      transceiver.mid ??= String(index);
    });
    const ufrag = this.restartWanted || !this.current ? this.routes.newUfrag() : this.current.local.ufrag;
    const sections = this.transceivers.map(({ mid, kind, direction }) => ({
      mid: mid ?? '',
      kind,
      direction,
    }));
    this.pendingLocal = this.describe('offer', ufrag, null, sections);
    this.signalingState = 'have-local-offer';
    this.gathering.gather(ufrag, this.configuration);
  }

  private applyOwnAnswer(): void {
    const offer = this.pendingRemote;
    if (!offer) throw new DOMException('No offer to answer', 'InvalidStateError');
    this.made.answer += 1;
    const restarted = this.current?.remote.ufrag !== offer.ufrag;
    const ufrag = restarted || !this.current ? this.routes.newUfrag() : this.current.local.ufrag;
    const sections = offer.sections.map(({ mid, kind, direction }) => {
      const transceiver = this.byMid(mid);
      return { mid, kind, direction: agreedDirection(transceiver?.direction ?? 'inactive', direction) };
    });
    const answer = this.describe('answer', ufrag, nameOf(offer), sections);
    this.agree(answer, offer, answer.sections);
    this.gathering.gather(ufrag, this.configuration);
  }

  private applyTheirOffer(offer: FakeDescription): void {
    if (this.signalingState === 'have-local-offer') this.rollBack();
    for (const { mid, kind } of offer.sections) {
      if (this.byMid(mid)) continue;
      const transceiver = new FakeTransceiver(kind, 'recvonly', this, { byRemote: true });
      transceiver.mid = mid;
      this.transceivers.push(transceiver);
    }
    this.pendingRemote = offer;
    this.signalingState = 'have-remote-offer';
  }

  private applyTheirAnswer(answer: FakeDescription): void {
    const offer = this.pendingLocal;
    if (!offer) throw new DOMException(`No answer fits ${this.signalingState}`, 'InvalidStateError');
    if (answer.answers !== nameOf(offer)) {
      throw new DOMException(`It answers ${answer.answers}, not ${nameOf(offer)}`, 'OperationError');
    }
    const sections = answer.sections.map(({ mid, kind, direction }) => {
      return { mid, kind, direction: agreedDirection(this.byMid(mid)?.direction ?? 'inactive', direction) };
    });
    this.agree(offer, answer, sections);
  }

  private agree(local: FakeDescription, remote: FakeDescription, sections: readonly FakeSection[]): void {
    const restarted = this.current?.remote.ufrag !== remote.ufrag;
    if (this.current?.local.ufrag !== local.ufrag) this.restartWanted = false;
    this.current = { local, remote };
    for (const { mid, direction } of sections) {
      const transceiver = this.byMid(mid);
      if (transceiver) transceiver.currentDirection = direction;
    }
    this.becomeStable();
    if (restarted && this.connectionState !== 'connected') this.setConnectionState('connecting');
    this.routes.review();
  }

  private rollBack(): void {
    if (this.signalingState === 'stable') throw new DOMException('Nothing to roll back', 'InvalidStateError');
    const agreedMids = new Set(this.current?.local.sections.map(({ mid }) => mid));
    for (const transceiver of [...this.transceivers]) {
      if (transceiver.mid === null || agreedMids.has(transceiver.mid)) continue;
      transceiver.mid = null;
      if (transceiver.byRemote) this.transceivers.splice(this.transceivers.indexOf(transceiver), 1);
    }
    this.becomeStable();
  }

  private becomeStable(): void {
    this.pendingLocal = null;
    this.pendingRemote = null;
    this.signalingState = 'stable';
    this.needed = false;
  }

  private needsNegotiation(): boolean {
    const { transceivers, channel } = this;
    return this.restartWanted || fallsShort(this.current, { transceivers, data: channel !== null });
  }

  private describe(
    type: 'offer' | 'answer',
    ufrag: string,
    answers: string | null,
    sections: readonly FakeSection[],
  ): FakeDescription {
    this.version += 1;
    const data = type === 'offer' ? this.channel !== null : this.pendingRemote?.data === true;
    return { type, session: this.session, version: this.version, ufrag, answers, sections, data };
  }

  protected candidatesOf(ufrag: string): readonly string[] {
    return this.gathering.of(ufrag);
  }

  private byMid(mid: string): FakeTransceiver | undefined {
    return this.transceivers.find((transceiver) => transceiver.mid === mid);
  }

  private assertOpen(): void {
    if (this.signalingState === 'closed') throw closedError();
  }
}

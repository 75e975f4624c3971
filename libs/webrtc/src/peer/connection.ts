import { type IceCandidate, type PeerView } from '@parlour/contracts';
import { withOpusSettings } from '../codecs/opus-settings';
import { type Clock, type PeerConnectionPort, type ReceiverPort } from '../ports';
import { type Cell } from '../rx/behavior';
import { Scope } from '../rx/scope';
import { safetyCodeOf, type SafetyCode } from '../safety-code/safety-code';
import { channelInit, channelLabel, PeerChannel } from './channel';
import { fingerprintOf, type Fingerprints } from './fingerprints';
import { type IceAgentSettings } from './ice-settings';
import { type Operation, type PeerEvent } from './peer-events';
import { BoundSlots, type SlotMedia } from './bound-slots';
import { type SlotName } from './slots';

export interface ConnectionDependencies extends SlotMedia {
  readonly clock: Clock;
  readonly ice: IceAgentSettings;
  /** What the other side shows of us. */
  readonly shown: Cell<PeerView | null>;
  readonly onEvent: (event: PeerEvent) => void;
}

/**
 * One RTCPeerConnection, from its creation to its close. Its operations run one after another, each ends in an
 * event, and after `close()` it says nothing more, whatever was under way.
 */
export class Connection {
  private readonly scope = new Scope();
  private readonly port: PeerConnectionPort;
  private readonly slots: BoundSlots;
  private channel: PeerChannel | null = null;
  private configuration: RTCConfiguration;
  private view: PeerView | null = null;
  private isRestarting = false;
  private queue = Promise.resolve();

  /** Throws what the browser throws at its creation. */
  constructor(private readonly dependencies: ConnectionDependencies) {
    const { peerConnections, ice } = dependencies;
    this.configuration = ice.configuration;
    this.port = peerConnections.create(this.configuration);
    this.scope.keep(() => {
      this.port.close();
    });
    this.slots = new BoundSlots(this.scope, this.port, dependencies);
    this.listen();
  }

  /** For the other side: the description that is pending or agreed on, with the candidates found so far. */
  get localSdp(): string | null {
    const sdp = this.port.localDescription?.sdp;
    return sdp === undefined ? null : withOpusSettings(sdp);
  }

  receiver(slot: SlotName): ReceiverPort | null {
    return this.slots.receiver(slot);
  }

  safetyCode(): SafetyCode {
    return safetyCodeOf(this.fingerprints(), this.channel?.safety.outcome ?? 'pending');
  }

  /** Of the certificates that both sides have agreed on. */
  fingerprints(): Fingerprints | null {
    const { currentLocalDescription, currentRemoteDescription } = this.port;
    const local = fingerprintOf(currentLocalDescription?.sdp ?? '');
    const remote = fingerprintOf(currentRemoteDescription?.sdp ?? '');
    return local !== null && remote !== null ? { local, remote } : null;
  }

  applyEncoding(slot: SlotName): Promise<void> {
    return this.slots.applyEncoding(slot);
  }

  /** Tells the other side what is shown of theirs, at once or as soon as there is a way. */
  tellView(view: PeerView): void {
    this.view = view;
    this.channel?.tell(view);
  }

  getStats(): Promise<RTCStatsReport> {
    return this.port.getStats();
  }

  /** Whatever is done from now on waits for fresh credentials. */
  awaitCredentials(): void {
    this.enqueue(async () => {
      await this.dependencies.ice.refresh();
      this.configure();
    });
  }

  /** Makes all slots ours to offer. */
  allocateSlots(): void {
    this.attempt('open', 0, () => {
      this.slots.allocate();
      this.openChannel();
    });
  }

  makeOffer(revision: number): void {
    this.operate('make-offer', revision, async () => {
      await this.port.setLocalDescription();
      return { kind: 'offer-made', revision, sdp: this.localSdp ?? '' };
    });
  }

  takeOffer(revision: number, sdp: string): void {
    this.operate('take-offer', revision, async () => {
      this.refuseOtherCertificate(sdp);
      this.configure();
      await this.port.setRemoteDescription({ type: 'offer', sdp });
      this.slots.bindOffered();
      this.slots.showReceived();
      this.openChannel();
      await this.port.setLocalDescription();
      return { kind: 'answer-made', revision, sdp: this.localSdp ?? '' };
    });
    this.applyEncodings();
  }

  takeAnswer(revision: number, sdp: string): void {
    this.operate('take-answer', revision, async () => {
      this.refuseOtherCertificate(sdp);
      await this.port.setRemoteDescription({ type: 'answer', sdp });
      this.slots.showReceived();
      return { kind: 'answer-taken', revision };
    });
    this.applyEncodings();
  }

  /** In its turn; the next one does not wait for it. One that is refused is passed over: see peer-state.ts. */
  addCandidate(candidate: IceCandidate): void {
    this.enqueue(() => {
      this.port.addIceCandidate(candidate).catch(() => undefined);
    });
  }

  /** With fresh credentials. What is negotiated meanwhile does not wait for them. */
  async restartIce(): Promise<void> {
    if (this.isRestarting) return;
    this.isRestarting = true;
    await this.dependencies.ice.refresh();
    this.isRestarting = false;
    if (this.scope.ended) return;
    this.configure();
    this.port.restartIce();
  }

  close(): void {
    this.scope.end();
  }

  /** It stays for as long as the connection: who could exchange it could look for one that gives the same code (docs/calls.md). */
  private refuseOtherCertificate(sdp: string): void {
    const agreed = this.port.currentRemoteDescription;
    if (agreed && fingerprintOf(sdp) !== fingerprintOf(agreed.sdp))
      throw new DOMException('Another certificate on the same connection', 'InvalidAccessError');
  }

  /** Once the other side has its word: to ask for the parameters holds the page up while the browser is busy. */
  private applyEncodings(): void {
    this.enqueue(() => {
      this.slots.applyEncodings();
    });
  }

  private listen(): void {
    this.port.addEventListener('negotiationneeded', () => {
      this.report({ kind: 'negotiation-needed' });
    });
    this.port.addEventListener('connectionstatechange', () => {
      this.report({ kind: 'connection-changed', connectionState: this.port.connectionState });
    });
    this.port.addEventListener('icecandidate', ({ candidate: found }) => {
      // Null ends the candidates of no particular generation and is deprecated; the empty candidate does it properly.
      if (!found) return;
      const { candidate, sdpMid, sdpMLineIndex, usernameFragment } = found;
      this.report({
        kind: 'candidate-found',
        candidate: { candidate, sdpMid, sdpMLineIndex, usernameFragment },
      });
    });
  }

  private report(event: PeerEvent): void {
    if (!this.scope.ended) this.dependencies.onEvent(event);
  }

  private operate(operation: Operation, revision: number, work: () => Promise<PeerEvent>): void {
    this.attempt(operation, revision, async () => {
      this.report(await work());
    });
  }

  private attempt(operation: Operation, revision: number, work: () => Promise<void> | void): void {
    this.enqueue(async () => {
      try {
        await work();
      } catch (error) {
        const { signalingState, remoteDescription } = this.port;
        const described = remoteDescription !== null;
        const detail = String(error);
        this.report({ kind: 'operation-failed', operation, revision, signalingState, described, detail });
      }
    });
  }

  /** An operation here is several of the browser, and no other may come between them. */
  private enqueue(work: () => Promise<void> | void): void {
    this.queue = this.queue.then(() => (this.scope.ended ? undefined : work()));
  }

  private configure(): void {
    const { configuration } = this.dependencies.ice;
    if (configuration === this.configuration) return;
    try {
      this.port.setConfiguration(configuration);
      this.configuration = configuration;
    } catch {
      // The servers that it has are better than none.
    }
  }

  private openChannel(): void {
    if (this.channel) return;
    const { clock, shown } = this.dependencies;
    const channel = new PeerChannel(this.port.createDataChannel(channelLabel, channelInit), clock, shown);
    this.scope.keep(() => {
      channel.close();
    });
    this.channel = channel;
    if (this.view) channel.tell(this.view);
  }
}

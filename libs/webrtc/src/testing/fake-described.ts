import { type FakeAgreement } from './fake-agreement';
import { writeSdp, type FakeDescription } from './fake-sdp';

/** The descriptions of a connection, as they are read from it (W3C WebRTC 1.0 section 4.4.2). */
export abstract class FakeDescribed {
  protected current: FakeAgreement | null = null;
  protected pendingLocal: FakeDescription | null = null;
  protected pendingRemote: FakeDescription | null = null;

  get localDescription(): { readonly sdp: string } | null {
    const description = this.pendingLocal ?? this.current?.local;
    return description ? { sdp: writeSdp(description, this.candidatesOf(description.ufrag)) } : null;
  }

  get remoteDescription(): { readonly sdp: string } | null {
    const description = this.pendingRemote ?? this.current?.remote;
    return description ? { sdp: writeSdp(description, []) } : null;
  }

  get currentLocalDescription(): { readonly sdp: string } | null {
    return this.current && { sdp: writeSdp(this.current.local, []) };
  }

  get currentRemoteDescription(): { readonly sdp: string } | null {
    return this.current && { sdp: writeSdp(this.current.remote, []) };
  }

  /** The user fragments of the agreement in force. */
  get agreed(): { local: string; remote: string } | null {
    return this.current && { local: this.current.local.ufrag, remote: this.current.remote.ufrag };
  }

  get agreedOnData(): boolean {
    return this.current?.local.data === true && this.current.remote.data;
  }

  /** Those found so far of one generation of ours. */
  protected abstract candidatesOf(ufrag: string): readonly string[];
}

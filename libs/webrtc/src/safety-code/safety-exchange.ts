import { type PeerMessage } from '@parlour/contracts';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, randomBytes } from '@noble/hashes/utils.js';

export type SafetyMessage = Exclude<PeerMessage, { type: 'view' }>;

/** 32 octets each, in hexadecimal digits. */
export interface Nonces {
  readonly local: string;
  readonly remote: string;
}

export type ExchangeOutcome = 'pending' | 'broken' | Nonces;

/**
 *   silent ──begin [commitment]──► committed ──their commitment [nonce]──► told ──their nonce, if it fits──► agreed
 *
 * Whatever else comes is said by nobody who keeps to it: broken, for good.
 */
type ExchangeState =
  | { readonly kind: 'silent' | 'committed' | 'broken' }
  | { readonly kind: 'told'; readonly theirDigest: string }
  | { readonly kind: 'agreed'; readonly theirs: string };

/**
 * One random number of each side, which neither could choose with the other's in sight: both are committed to before either is
 * told (the hash commitment of ZRTP, RFC 6189 section 4.4.1.1, without roles). Whoever sits between two people has one such
 * exchange with each, and nothing to search for in either.
 */
export class SafetyExchange {
  private readonly nonce = bytesToHex(randomBytes(32));
  private state: ExchangeState = { kind: 'silent' };

  constructor(private readonly send: (message: SafetyMessage) => void) {}

  get outcome(): ExchangeOutcome {
    const { state, nonce } = this;
    if (state.kind === 'agreed') return { local: nonce, remote: state.theirs };
    return state.kind === 'broken' ? 'broken' : 'pending';
  }

  /** As soon as there is a way. */
  begin(): void {
    if (this.state.kind !== 'silent') return;
    this.state = { kind: 'committed' };
    this.send({ type: 'commitment', digest: digestOf(this.nonce) });
  }

  hear(message: SafetyMessage): void {
    this.state = this.after(message);
    if (this.state.kind === 'told') this.send({ type: 'nonce', nonce: this.nonce });
  }

  private after(message: SafetyMessage): ExchangeState {
    const { state } = this;
    if (state.kind === 'committed' && message.type === 'commitment')
      return { kind: 'told', theirDigest: message.digest };
    if (state.kind === 'told' && message.type === 'nonce' && digestOf(message.nonce) === state.theirDigest)
      return { kind: 'agreed', theirs: message.nonce };
    return { kind: 'broken' };
  }
}

const digestOf = (nonce: string): string => bytesToHex(sha256(hexToBytes(nonce)));

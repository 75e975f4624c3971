import { type IceCandidate } from '@parlour/contracts';
import { type PeerEffect, type PeerEvent } from '../peer/peer-events';
import { type PeerMachine } from '../peer/peer-state';
import { start, transition, type FirstMove } from '../peer/transition';

const theirs = { sdp: 'their sdp', revision: 7, session: '1' };
export const offerReceived: PeerEvent = { kind: 'offer-received', ...theirs };
export const answerMade: PeerEvent = { kind: 'answer-made', revision: 7, sdp: 'our answer' };
export const needed: PeerEvent = { kind: 'negotiation-needed' };
export const connected: PeerEvent = { kind: 'connection-changed', connectionState: 'connected' };
export const disconnected: PeerEvent = { kind: 'connection-changed', connectionState: 'disconnected' };
export const failed: PeerEvent = { kind: 'connection-changed', connectionState: 'failed' };
export const repairDue: PeerEvent = { kind: 'repair-due' };

export function offerMade(revision: number): PeerEvent {
  return { kind: 'offer-made', revision, sdp: 'our offer' };
}

export function answerReceived(revision: number, session = '1'): PeerEvent {
  return { kind: 'answer-received', revision, sdp: 'their answer', session };
}

export function candidate(name: string): IceCandidate {
  return { candidate: name, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: 'u' };
}

/** A peer after these events, and the effects of the last of them. */
export function after(
  polite: boolean,
  firstMove: FirstMove,
  ...events: PeerEvent[]
): { state: PeerMachine; effects: string[] } {
  const last = events.reduce((step, event) => transition(step.state, event), start(polite, firstMove));
  return { state: last.state, effects: last.effects.map(inWords) };
}

export function inWords(effect: PeerEffect): string {
  switch (effect.kind) {
    case 'send':
      return `send ${effect.signal.type}`;
    case 'arm-watch':
      return `watch ${effect.delayMs} ms`;
    case 'arm-patience':
      return `patience ${effect.delayMs} ms`;
    case 'add-candidate':
      return `add ${effect.candidate.candidate}`;
    case 'open':
      return effect.offering ? 'open to offer' : 'open to answer';
    default:
      return effect.kind;
  }
}

export function negotiationOf(state: PeerMachine): string {
  return state.kind === 'open' ? state.negotiation.kind : state.kind;
}

export const impolite = false;
export const polite = true;
export const answered = [offerMade(1), answerReceived(1), { kind: 'answer-taken', revision: 1 }] as const;

/** `skipped`: there was nothing to check, because the server has not got it, or because another check failed. */
export type Verdict = 'passed' | 'warning' | 'failed' | 'skipped';

/** What a microphone or a camera can be wanting, as the capture says it. */
const captureVerdicts = {
  denied: 'failed',
  'no-device': 'failed',
  'in-use': 'failed',
  'insecure-origin': 'failed',
  unplugged: 'failed',
  unknown: 'failed',
} as const;

/** What keeps any check from asking a STUN or TURN server. */
const iceVerdicts = {
  unsupported: 'failed',
  unavailable: 'failed',
  refused: 'failed',
} as const;

/** Every check, in the order of the page, with all that it can find, and what to think of it. */
export const verdicts = {
  secure: { secure: 'passed', insecure: 'failed' },
  microphone: { heard: 'passed', quiet: 'warning', silent: 'failed', ...captureVerdicts },
  camera: { seen: 'passed', dark: 'warning', still: 'failed', ...captureVerdicts },
  speaker: { heard: 'passed', 'not-heard': 'failed', refused: 'failed' },
  socket: { quick: 'passed', slow: 'warning', offline: 'failed' },
  stun: {
    found: 'passed',
    'no-nat': 'passed',
    'no-answer': 'failed',
    'not-configured': 'skipped',
    ...iceVerdicts,
  },
  relay: {
    found: 'passed',
    unauthorized: 'failed',
    full: 'failed',
    'no-answer': 'failed',
    'not-configured': 'skipped',
    ...iceVerdicts,
  },
  loopback: {
    relayed: 'passed',
    direct: 'passed',
    partly: 'warning',
    'no-media': 'failed',
    'no-pictures': 'failed',
    'no-sound': 'failed',
    'no-way': 'failed',
    'no-relay': 'skipped',
    ...iceVerdicts,
  },
} as const satisfies Record<string, Record<string, Verdict>>;

export type CheckId = keyof typeof verdicts;
export type CodeOf<I extends CheckId> = keyof (typeof verdicts)[I] & string;

export const checkIds = Object.keys(verdicts) as readonly CheckId[];

/** What a check has found. The facts are for the words; nothing in them may be secret, or tell where somebody is. */
export interface Finding<I extends CheckId = CheckId> {
  readonly code: CodeOf<I>;
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** Looks for one thing. Never rejects: that something fails is what it is there to find. */
export type Probe<I extends CheckId> = (signal: AbortSignal) => Promise<Finding<I>>;

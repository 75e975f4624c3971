import { type SenderPort } from '../ports';
import { type Encoding } from './encoding';

/**
 * Brings one sender to the encoding that is wanted, one change after the other: the browser takes parameters only as
 * it gave them last. What it refuses, or cannot take before it has negotiated, is tried again at the next occasion.
 */
export class SenderEncoding {
  private applied: Encoding | null = null;
  private queue = Promise.resolve();

  constructor(
    private readonly sender: SenderPort,
    private readonly wanted: () => Encoding | null,
  ) {}

  /** Never rejects; ends when the wish of this moment is fulfilled, overtaken or refused. */
  apply(): Promise<void> {
    this.queue = this.queue.then(() => this.applyLatest().catch(() => undefined));
    return this.queue;
  }

  private async applyLatest(): Promise<void> {
    const wanted = this.wanted();
    if (!wanted || wanted === this.applied) return;
    const parameters = this.sender.getParameters();
    const [first, ...others] = parameters.encodings;
    // Some browsers have no encodings before the first negotiation.
    if (!first) return;
    await this.sender.setParameters({ ...parameters, encodings: [encoded(first, wanted), ...others] });
    this.applied = wanted;
  }
}

function encoded(before: RTCRtpEncodingParameters, wanted: Encoding): RTCRtpEncodingParameters {
  const parameters = { ...before };
  delete parameters.maxBitrate;
  delete parameters.scaleResolutionDownBy;
  delete parameters.maxFramerate;
  delete parameters.priority;
  return Object.assign(parameters, wanted);
}

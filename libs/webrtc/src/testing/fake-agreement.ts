import { agreedDirection, type FakeDescription } from './fake-sdp';
import { type FakeTransceiver } from './fake-transceiver';

/** What both sides have agreed on. */
export interface FakeAgreement {
  readonly local: FakeDescription;
  readonly remote: FakeDescription;
}

/** Whether negotiation is needed (W3C WebRTC 1.0 section 4.7.3), a wish to restart ICE apart. */
export function fallsShort(
  agreement: FakeAgreement | null,
  { transceivers, data }: { transceivers: readonly FakeTransceiver[]; data: boolean },
): boolean {
  if (data && !agreement?.local.data) return true;
  const { local, remote } = agreement ?? { local: null, remote: null };
  return transceivers.some(({ mid, direction }) => {
    const ours = local?.sections.find((section) => section.mid === mid);
    if (!ours) return true;
    const theirs = remote?.sections.find((section) => section.mid === mid)?.direction ?? 'inactive';
    return ours.direction !== (local?.type === 'offer' ? direction : agreedDirection(direction, theirs));
  });
}

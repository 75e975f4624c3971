import { type Participant } from '@parlour/contracts';

export type CallNewsKind =
  | 'joined'
  | 'left'
  | 'muted'
  | 'unmuted'
  | 'cameraOff'
  | 'cameraOn'
  | 'sharing'
  | 'notSharing'
  | 'handRaised'
  | 'unreachable'
  | 'reachable';

/** What another participant did, or what became of the way to them, for those who cannot see it happen. */
export interface CallNews {
  readonly kind: CallNewsKind;
  readonly participant: Participant;
}

/** What has changed from one state of a participant to the next. */
export function newsOf(before: Participant, now: Participant): readonly CallNewsKind[] {
  const news: CallNewsKind[] = [];
  const tell = (was: boolean, is: boolean, on: CallNewsKind, off: CallNewsKind | null): void => {
    const kind = is ? on : off;
    if (was !== is && kind) news.push(kind);
  };
  tell(before.media.microphone, now.media.microphone, 'unmuted', 'muted');
  tell(before.media.camera, now.media.camera, 'cameraOn', 'cameraOff');
  tell(before.media.screen, now.media.screen, 'sharing', 'notSharing');
  tell(before.handRaisedAt !== null, now.handRaisedAt !== null, 'handRaised', null);
  return news;
}

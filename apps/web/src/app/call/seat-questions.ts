import { type CallJoined, type MediaState, type ResumeCall } from '@parlour/contracts';
import { ApiFailure } from '../core/api/api-failure';
import { type Realtime } from '../core/realtime/realtime';
import { type CallPlace, targetOf } from './call-place';

/** Asks the server for a seat: by joining, by ringing, or by answering. `media`: what we send at that moment. */
export type AskForSeat = (media: MediaState) => Promise<CallJoined>;

/** Asks for the seat that one had. Where the server cannot honour that, one joins anew. */
export function resumeOrJoin(
  realtime: Pick<Realtime, 'command'>,
  place: CallPlace,
  resume: ResumeCall,
): AskForSeat {
  const target = targetOf(place, resume.callId);
  return async (media) => {
    try {
      return await realtime.command('call:join', { target, media, resume });
    } catch (error) {
      if (ApiFailure.of(error).isPassing) throw error;
      return realtime.command('call:join', { target, media });
    }
  };
}

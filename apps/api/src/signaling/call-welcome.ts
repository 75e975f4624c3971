import { Injectable } from '@nestjs/common';
import type { CallJoined } from '@parlour/contracts';
import { IceServers } from '../turn/ice-servers.js';
import type { Attendance } from './attendance.js';
import { ResumeTokens } from './resume-tokens.js';

/** What somebody is given who has just taken a seat: the others, how to reach them, and how to come back. */
@Injectable()
export class CallWelcome {
  constructor(
    private readonly ice: IceServers,
    private readonly resumeTokens: ResumeTokens,
  ) {}

  to({ place, call, self }: Attendance, resumed: boolean): CallJoined {
    return {
      callId: call.id,
      self,
      resumeToken: this.resumeTokens.issue({
        roomId: place.kind === 'room' ? place.roomId : null,
        callId: call.id,
        participantId: self.id,
        userId: self.user.id,
      }),
      participants: call.seats.map((seat) => seat.participant).filter(({ id }) => id !== self.id),
      iceServers: this.ice.accessFor(self.user.id).iceServers,
      resumed,
    };
  }
}

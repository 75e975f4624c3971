import { Injectable } from '@nestjs/common';
import { ApiError } from '../http/api-error.js';
import type { Permission } from '../signaling/attendance.js';
import { isParty, mayRecover } from './ring-board.js';
import { RingsRepository } from './rings.repository.js';
import { Switchboard } from './switchboard.js';

/** Who may be in a call between people: those who rang in it, and those who answered there. */
@Injectable()
export class CallParties {
  constructor(
    private readonly switchboard: Switchboard,
    private readonly repository: RingsRepository,
  ) {}

  /**
   * A call that is over stays over. One that the server forgot in a restart is taken up again by those who come back
   * with their tokens.
   * @throws ApiError call_not_found, for an unknown call and for one that they were never part of alike.
   */
  async permission(userId: string, callId: string, resumes: boolean): Promise<Omit<Permission, 'user'>> {
    const stored = await this.repository.partyOfCall(userId, callId);
    const { board } = this.switchboard; // which knows of an answer before the database does
    if (stored === null && !isParty(board, callId, userId)) throw new ApiError('call_not_found');
    const mayBegin = resumes && stored?.wasConnected === true && mayRecover(board, callId);
    return { place: { kind: 'direct', callId }, mayBegin };
  }
}

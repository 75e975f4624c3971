import { Injectable } from '@nestjs/common';
import { ApiError } from '../http/api-error.js';
import type { Permission } from '../signaling/live-calls.js';
import { RingsRepository } from './rings.repository.js';

/** Who may be in a call between people: those who rang in it, and those who answered there. */
@Injectable()
export class CallParties {
  constructor(private readonly repository: RingsRepository) {}

  /** @throws ApiError call_not_found, for an unknown call and for one that they were never part of alike. */
  async permission(userId: string, callId: string, resumes: boolean): Promise<Omit<Permission, 'user'>> {
    const party = await this.repository.partyOfCall(userId, callId);
    if (party === null) throw new ApiError('call_not_found');
    return { place: { kind: 'direct', callId }, mayBegin: resumes && party.wasConnected };
  }
}

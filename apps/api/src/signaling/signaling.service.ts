import { Injectable } from '@nestjs/common';
import type {
  CallJoined,
  IceServer,
  JoinCallRequest,
  MediaState,
  SendSignalRequest,
  User,
} from '@parlour/contracts';
import { Config } from '../config/config.js';
import { newId } from '../database/ids.js';
import { ApiError } from '../http/api-error.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';
import { Memberships } from '../rooms/memberships.js';
import { LiveCalls } from './live-calls.js';
import { ResumeTokens } from './resume-tokens.js';

/** The rules of calls: who may enter, who may say what to whom. `connectionId` is the socket that speaks. */
@Injectable()
export class SignalingService {
  private readonly iceServers: IceServer[];

  constructor(
    { stunUrls }: Config,
    private readonly memberships: Memberships,
    private readonly calls: LiveCalls,
    private readonly resumeTokens: ResumeTokens,
    private readonly publisher: RealtimePublisher,
  ) {
    this.iceServers = stunUrls.length > 0 ? [{ urls: [...stunUrls] }] : [];
  }

  /** @throws ApiError room_not_found, already_in_call, call_full, call_not_found where a resume cannot be honoured. */
  async join(
    user: User,
    connectionId: string,
    { roomId, media, resume }: JoinCallRequest,
  ): Promise<CallJoined> {
    if (resume && !this.resumeTokens.proves(resume.token, { roomId, userId: user.id, ...resume })) {
      throw new ApiError('call_not_found');
    }
    const participant = {
      id: resume?.participantId ?? newId(),
      user,
      joinedAt: new Date().toISOString(),
      media,
    };
    const { call, self } = await this.calls.enter(
      { roomId, participant, connectionId, ...(resume && { resumedCallId: resume.callId }) },
      this.memberships.requireRoom(user.id, roomId),
    );
    return {
      callId: call.id,
      self,
      resumeToken: this.resumeTokens.issue({
        roomId,
        callId: call.id,
        participantId: self.id,
        userId: user.id,
      }),
      participants: call.seats.map((seat) => seat.participant).filter(({ id }) => id !== self.id),
      iceServers: this.iceServers,
      resumed: resume !== undefined,
    };
  }

  /** Leaving a call that one is not in is no error. */
  leave(connectionId: string, callId: string): void {
    if (this.calls.isIn(connectionId, callId)) this.calls.handle({ type: 'leave', connectionId });
  }

  /** @throws ApiError call_not_found. */
  updateMedia(connectionId: string, callId: string, media: MediaState): void {
    this.calls.attendance(connectionId, callId);
    this.calls.handle({ type: 'update-media', connectionId, media });
  }

  /**
   * Passes a signal on, unread and unkept. One to a participant whose connection is lost just now is lost too: the
   * engine tries again.
   * @throws ApiError call_not_found, participant_not_found.
   */
  relay(connectionId: string, { callId, to, signal }: SendSignalRequest): void {
    const { call, self } = this.calls.attendance(connectionId, callId);
    const seat = call.seats.find(({ participant }) => participant.id === to);
    if (!seat || to === self.id) throw new ApiError('participant_not_found');
    if (seat.kind === 'away') return;
    this.publisher.toConnection(seat.connectionId, 'call:signal', { callId, from: self.id, signal });
  }

  handleConnectionLost(connectionId: string): void {
    this.calls.handle({ type: 'connection-lost', connectionId });
  }
}

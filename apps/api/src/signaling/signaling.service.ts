import { Injectable } from '@nestjs/common';
import type {
  CallJoined,
  CallTarget,
  JoinCallRequest,
  MediaState,
  ResumeCall,
  SendSignalRequest,
} from '@parlour/contracts';
import { Clock } from '../clock/clock.js';
import { Config } from '../config/config.js';
import { DomainEvents } from '../domain-events/domain-events.js';
import { ApiError } from '../http/api-error.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';
import { RatePerKey } from '../realtime/token-bucket.js';
import { CallParties } from '../rings/call-parties.js';
import { Memberships } from '../rooms/memberships.js';
import { UsersRepository } from '../users/users.repository.js';
import type { Permission } from './attendance.js';
import { CallWelcome } from './call-welcome.js';
import { LiveCalls } from './live-calls.js';
import { ResumeTokens } from './resume-tokens.js';

/** The rules of calls: who may enter, who may say what to whom. `connectionId` is the socket that speaks. */
@Injectable()
export class SignalingService {
  private readonly reactionRate: RatePerKey;
  private readonly signalBytes: RatePerKey;

  constructor(
    private readonly memberships: Memberships,
    private readonly parties: CallParties,
    private readonly users: UsersRepository,
    private readonly calls: LiveCalls,
    private readonly welcome: CallWelcome,
    private readonly resumeTokens: ResumeTokens,
    private readonly publisher: RealtimePublisher,
    private readonly clock: Clock,
    config: Config,
    events: DomainEvents,
  ) {
    this.reactionRate = new RatePerKey(config.callReactionRate);
    this.signalBytes = new RatePerKey(config.signalBytesRate);
    events.on('account-deleted', ({ userId }) => calls.removeUser(userId));
    events.on('user-updated', async ({ userId }) => {
      const user = calls.isInCall(userId) ? await users.userById(userId) : null;
      if (user !== null) calls.updateUser(user);
    });
  }

  /**
   * @throws ApiError room_not_found, already_in_call, call_full; call_not_found where a resume cannot be honoured, and for a
   * call between people that is over or that one was never part of.
   */
  async join(
    userId: string,
    connectionId: string,
    { target, media, resume }: JoinCallRequest,
  ): Promise<CallJoined> {
    if (resume && !this.proves(resume, target, userId)) throw new ApiError('call_not_found');
    const attendance = await this.calls.enter(
      userId,
      target,
      { connectionId, media, ...(resume && { resume }) },
      this.permission(userId, target, resume),
    );
    return this.welcome.to(attendance, resume !== undefined);
  }

  private proves({ token, ...claim }: ResumeCall, target: CallTarget, userId: string): boolean {
    const roomId = target.kind === 'room' ? target.roomId : null;
    return this.resumeTokens.proves(token, { ...claim, roomId, userId });
  }

  private async permission(userId: string, target: CallTarget, resume?: ResumeCall): Promise<Permission> {
    const [user, permission] = await Promise.all([
      this.users.userById(userId),
      target.kind === 'room'
        ? this.roomPermission(userId, target.roomId)
        : this.parties.permission(userId, target.callId, resume !== undefined),
    ]);
    if (user === null) throw new ApiError('unauthenticated');
    return { ...permission, user };
  }

  private async roomPermission(userId: string, roomId: string): Promise<Omit<Permission, 'user'>> {
    const room = await this.memberships.requireRoom(userId, roomId);
    return { place: { kind: 'room', ...room }, mayBegin: true };
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

  /** @throws ApiError call_not_found. */
  raiseHand(connectionId: string, callId: string, raised: boolean): void {
    this.calls.attendance(connectionId, callId);
    const raisedAt = raised ? this.clock.now().toISOString() : null;
    this.calls.handle({ type: 'raise-hand', connectionId, raisedAt });
  }

  /**
   * Shows an emoji to everybody in the call, oneself included.
   * @throws ApiError call_not_found, rate_limited.
   */
  react(connectionId: string, callId: string, emoji: string): void {
    const { self } = this.calls.attendance(connectionId, callId);
    this.reactionRate.spend(self.user.id);
    this.publisher.toCall(callId, 'call:reacted', { callId, participantId: self.id, emoji });
  }

  /**
   * Passes a signal on, unread and unkept. One to a participant whose connection is lost just now is lost too: the
   * engine tries again. Whoever sends floods must not have the others cut off for not reading them.
   * @throws ApiError call_not_found, participant_not_found, rate_limited.
   */
  relay(connectionId: string, { callId, to, signal }: SendSignalRequest): void {
    const { call, self } = this.calls.attendance(connectionId, callId);
    const seat = call.seats.find(({ participant }) => participant.id === to);
    if (!seat || to === self.id) throw new ApiError('participant_not_found');
    this.signalBytes.spend(connectionId, Buffer.byteLength(JSON.stringify(signal)));
    if (seat.kind === 'away') return;
    this.publisher.toConnection(seat.connectionId, 'call:signal', { callId, from: self.id, signal });
  }

  handleConnectionLost(connectionId: string): void {
    this.calls.handle({ type: 'connection-lost', connectionId });
  }
}

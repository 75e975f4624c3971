import type { OnGatewayDisconnect } from '@nestjs/websockets';
import type { CommandData, CommandPayload } from '@parlour/contracts';
import { Command, CommandGateway } from '../realtime/command.js';
import type { RealtimeSocket } from '../realtime/realtime-socket.js';
import { SignalingService } from './signaling.service.js';

@CommandGateway()
export class SignalingGateway implements OnGatewayDisconnect {
  constructor(private readonly signaling: SignalingService) {}

  @Command('call:join')
  join(socket: RealtimeSocket, request: CommandPayload<'call:join'>): Promise<CommandData<'call:join'>> {
    return this.signaling.join(socket.data.user.id, socket.id, request);
  }

  @Command('call:leave')
  leave(socket: RealtimeSocket, { callId }: CommandPayload<'call:leave'>): CommandData<'call:leave'> {
    this.signaling.leave(socket.id, callId);
    return {};
  }

  @Command('call:update-media')
  updateMedia(
    socket: RealtimeSocket,
    { callId, media }: CommandPayload<'call:update-media'>,
  ): CommandData<'call:update-media'> {
    this.signaling.updateMedia(socket.id, callId, media);
    return {};
  }

  @Command('call:raise-hand')
  raiseHand(
    socket: RealtimeSocket,
    { callId, raised }: CommandPayload<'call:raise-hand'>,
  ): CommandData<'call:raise-hand'> {
    this.signaling.raiseHand(socket.id, callId, raised);
    return {};
  }

  @Command('call:react')
  react(socket: RealtimeSocket, { callId, emoji }: CommandPayload<'call:react'>): CommandData<'call:react'> {
    this.signaling.react(socket.id, callId, emoji);
    return {};
  }

  @Command('call:signal')
  relay(socket: RealtimeSocket, request: CommandPayload<'call:signal'>): CommandData<'call:signal'> {
    this.signaling.relay(socket.id, request);
    return {};
  }

  handleDisconnect(socket: RealtimeSocket): void {
    this.signaling.handleConnectionLost(socket.id);
  }
}

import type { OnGatewayConnection, OnGatewayDisconnect } from '@nestjs/websockets';
import type { CommandData, CommandPayload } from '@parlour/contracts';
import { Command, CommandGateway } from '../realtime/command.js';
import type { RealtimeSocket } from '../realtime/realtime-socket.js';
import { PresenceService } from './presence.service.js';

@CommandGateway()
export class PresenceGateway implements OnGatewayConnection, OnGatewayDisconnect {
  constructor(private readonly presence: PresenceService) {}

  handleConnection(socket: RealtimeSocket): void {
    this.presence.connect(socket.data.user.id, socket.id);
  }

  handleDisconnect(socket: RealtimeSocket): void {
    this.presence.disconnect(socket.data.user.id, socket.id);
  }

  @Command('presence:activity')
  reportActivity(
    socket: RealtimeSocket,
    { active }: CommandPayload<'presence:activity'>,
  ): CommandData<'presence:activity'> {
    this.presence.reportActivity(socket.data.user.id, socket.id, active);
    return {};
  }

  @Command('presence:enter-room')
  enterRoom(
    socket: RealtimeSocket,
    { roomId }: CommandPayload<'presence:enter-room'>,
  ): Promise<CommandData<'presence:enter-room'>> {
    return this.presence.enterRoom(socket.data.user.id, socket.id, roomId);
  }

  @Command('presence:leave-room')
  leaveRoom(
    socket: RealtimeSocket,
    { roomId }: CommandPayload<'presence:leave-room'>,
  ): CommandData<'presence:leave-room'> {
    this.presence.leaveRoom(socket.data.user.id, socket.id, roomId);
    return {};
  }
}

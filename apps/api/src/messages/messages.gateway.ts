import type { CommandData, CommandPayload } from '@parlour/contracts';
import { Command, CommandGateway } from '../realtime/command.js';
import type { RealtimeSocket } from '../realtime/realtime-socket.js';
import { MessagesService } from './messages.service.js';

@CommandGateway()
export class MessagesGateway {
  constructor(private readonly messages: MessagesService) {}

  @Command('message:send')
  send(
    socket: RealtimeSocket,
    payload: CommandPayload<'message:send'>,
  ): Promise<CommandData<'message:send'>> {
    return this.messages.send(socket.data.user.id, payload);
  }
}

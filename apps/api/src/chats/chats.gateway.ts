import type { CommandData, CommandPayload } from '@parlour/contracts';
import { Command, CommandGateway } from '../realtime/command.js';
import type { RealtimeSocket } from '../realtime/realtime-socket.js';
import { ChatReadsService } from './chat-reads.service.js';

@CommandGateway()
export class ChatsGateway {
  constructor(private readonly reads: ChatReadsService) {}

  @Command('chat:read')
  async read(
    socket: RealtimeSocket,
    payload: CommandPayload<'chat:read'>,
  ): Promise<CommandData<'chat:read'>> {
    await this.reads.read(socket.data.user.id, payload);
    return {};
  }
}

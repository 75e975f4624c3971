import type { CommandData, CommandPayload } from '@parlour/contracts';
import { Command, CommandGateway } from '../realtime/command.js';
import type { RealtimeSocket } from '../realtime/realtime-socket.js';
import { ChatReadsService } from './chat-reads.service.js';
import { TypingService } from './typing.service.js';

@CommandGateway()
export class ChatsGateway {
  constructor(
    private readonly reads: ChatReadsService,
    private readonly typing: TypingService,
  ) {}

  @Command('chat:read')
  async read(
    socket: RealtimeSocket,
    payload: CommandPayload<'chat:read'>,
  ): Promise<CommandData<'chat:read'>> {
    await this.reads.read(socket.data.user.id, payload);
    return {};
  }

  @Command('chat:typing')
  async type(
    socket: RealtimeSocket,
    payload: CommandPayload<'chat:typing'>,
  ): Promise<CommandData<'chat:typing'>> {
    await this.typing.type(socket.data.user.id, payload);
    return {};
  }
}

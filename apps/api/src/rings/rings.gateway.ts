import type { CommandData, CommandPayload } from '@parlour/contracts';
import { Command, CommandGateway } from '../realtime/command.js';
import type { RealtimeSocket } from '../realtime/realtime-socket.js';
import { RingsService } from './rings.service.js';

@CommandGateway()
export class RingsGateway {
  constructor(private readonly rings: RingsService) {}

  @Command('ring:start')
  start(socket: RealtimeSocket, request: CommandPayload<'ring:start'>): Promise<CommandData<'ring:start'>> {
    return this.rings.start(socket.data.user.id, socket.id, request);
  }

  @Command('ring:answer')
  answer(
    socket: RealtimeSocket,
    request: CommandPayload<'ring:answer'>,
  ): Promise<CommandData<'ring:answer'>> {
    return this.rings.answer(socket.data.user.id, socket.id, request);
  }

  @Command('ring:decline')
  async decline(
    socket: RealtimeSocket,
    { ringId }: CommandPayload<'ring:decline'>,
  ): Promise<CommandData<'ring:decline'>> {
    await this.rings.decline(socket.data.user.id, ringId);
    return {};
  }

  @Command('ring:cancel')
  async cancel(
    socket: RealtimeSocket,
    { ringId }: CommandPayload<'ring:cancel'>,
  ): Promise<CommandData<'ring:cancel'>> {
    await this.rings.cancel(socket.data.user.id, ringId);
    return {};
  }

  @Command('ring:list')
  list(socket: RealtimeSocket): CommandData<'ring:list'> {
    return this.rings.current(socket.data.user.id);
  }
}

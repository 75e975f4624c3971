import { applyDecorators, UseFilters } from '@nestjs/common';
import type { ClientCommand, CommandData, CommandPayload } from '@parlour/contracts';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { CommandFilter } from './command-filter.js';
import type { RealtimeSocket } from './realtime-socket.js';

type CommandHandler<C extends ClientCommand> = (
  socket: RealtimeSocket,
  payload: CommandPayload<C>,
) => CommandData<C> | Promise<CommandData<C>>;

/**
 * The method that answers a command of the contract. It is given a payload that its schema has accepted, answers with
 * the data of the acknowledgement, and throws `ApiError`.
 */
export const Command =
  <C extends ClientCommand>(name: C) =>
  <H extends CommandHandler<C>>(
    target: object,
    key: string,
    descriptor: TypedPropertyDescriptor<H>,
  ): void => {
    SubscribeMessage(name)(target, key, descriptor as PropertyDescriptor);
  };

/** A class of commands: a thin door from the socket to a service. All doors share one server and one namespace. */
export const CommandGateway = (): ClassDecorator =>
  applyDecorators(WebSocketGateway(), UseFilters(CommandFilter)) as ClassDecorator;

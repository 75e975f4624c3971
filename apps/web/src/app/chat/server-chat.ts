import { Injectable, inject } from '@angular/core';
import { type ChatEvents, type ChatPort, type Cursor, type PagePlace } from '@parlour/chat';
import {
  type CatchUp,
  type Message,
  type MessagePage,
  type SendMessageRequest,
  routes,
} from '@parlour/contracts';
import { map } from 'rxjs';
import { ApiClient } from '../core/api/api-client';
import { Realtime } from '../core/realtime/realtime';

/** The server, as the chat engine asks for it: it reads over HTTP, and sends over the socket. */
@Injectable({ providedIn: 'root' })
export class ServerChat implements ChatPort, ChatEvents {
  private readonly api = inject(ApiClient);
  private readonly realtime = inject(Realtime);

  readonly connected$ = this.realtime.connected$;
  readonly created$ = this.realtime.on('message:created').pipe(map(({ message }) => message));
  readonly changed$ = this.realtime.on('message:changed').pipe(map(({ message }) => message));

  async send(request: SendMessageRequest): Promise<Message> {
    return (await this.realtime.command('message:send', request)).message;
  }

  page(chatId: string, place: PagePlace): Promise<MessagePage> {
    return this.api.call(routes.listMessages, { params: { chatId }, query: { ...place } });
  }

  catchUp(chatId: string, { seq, change }: Cursor): Promise<CatchUp> {
    return this.api.call(routes.catchUp, { params: { chatId }, query: { seq, change } });
  }
}

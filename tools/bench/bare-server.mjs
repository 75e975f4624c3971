import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { configDefaults } from '../../dist/apps/api/config/config.js';
import { engineOptions } from '../../dist/apps/api/realtime/realtime.adapter.js';
import { answerParent } from './child.mjs';

/**
 * What the API is measured against: socket.io with the API's own options and nothing else. It believes what it is told, stores
 * nothing, and sends messages of the same form and size to the same audience. A member says in `auth` who and where it is.
 */
const http = createServer();
const io = new Server(http, engineOptions(configDefaults));
const lastSeq = new Map();

io.on('connection', (socket) => {
  const { author, chatId: ownChatId } = socket.handshake.auth;
  void socket.join(ownChatId);
  socket.on('message:send', ({ chatId, clientMessageId, text }, acknowledge) => {
    const seq = (lastSeq.get(chatId) ?? 0) + 1;
    lastSeq.set(chatId, seq);
    const createdAt = new Date().toISOString();
    const message = { id: randomUUID(), chatId, seq, author, clientMessageId, text, createdAt };
    io.to(chatId).emit('message:created', { message });
    acknowledge({ ok: true, data: { message } });
  });
});

http.listen(0, '127.0.0.1', () => answerParent({ port: http.address().port }));

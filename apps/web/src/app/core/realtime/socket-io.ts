import { io } from 'socket.io-client';
import { ApiFailure } from '../api/api-failure';
import { type OpenSocket } from './socket-port';

/** The socket port on socket.io. Its own reconnection is off: the ladder is ours. */
export const openSocketIo: OpenSocket = async (token, listener) => {
  const socket = io({
    autoConnect: false,
    reconnection: false,
    transports: ['websocket', 'polling'],
    tryAllTransports: true, // where a proxy knows no WebSocket
    auth: (present) => {
      token().then(
        (value) => present({ token: value }),
        (error: unknown) => {
          socket.disconnect();
          listener.closed(ApiFailure.of(error));
        },
      );
    },
  });
  socket.on('connect', () => listener.opened());
  socket.on('disconnect', () => listener.closed(null));
  socket.on('connect_error', (error) => listener.closed((error as { data?: unknown }).data ?? null));
  socket.onAny((name: string, payload: unknown) => listener.event(name, payload));

  return {
    open: (withinMs) => {
      socket.io.timeout(withinMs);
      socket.connect();
    },
    close: () => void socket.disconnect(),
    send: (command, payload, timeoutMs) => socket.timeout(timeoutMs).emitWithAck(command, payload),
  };
};

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { inRoot } from '../../project.mjs';

/** What calls are measured against: a page of `RTCPeerConnection` and nothing else, and who passes on what its sides say. */
export async function startBare() {
  const page = await readFile(inRoot('tools/bench/calls/bare.html'));
  const http = createServer((_, response) => response.setHeader('content-type', 'text/html').end(page));
  const sockets = new WebSocketServer({ server: http });
  const inside = new Map();
  let count = 0;
  sockets.on('connection', (socket) => {
    const id = ++count;
    socket.on('message', (data) => {
      const { to, ...said } = JSON.parse(data);
      const message = JSON.stringify(to === undefined ? { from: id, joined: true } : { from: id, ...said });
      for (const receiver of to === undefined ? inside.values() : [inside.get(to)]) receiver?.send(message);
      if (to === undefined) inside.set(id, socket);
    });
    socket.on('close', () => {
      inside.delete(id);
      for (const receiver of inside.values()) receiver.send(JSON.stringify({ from: id, left: true }));
    });
  });
  await new Promise((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://localhost:${http.address().port}/`;
  return {
    /** The camera is on, nobody is called yet. */
    async open(page) {
      await page.goto(url);
      await page.locator('html[data-ready]').waitFor({ state: 'attached' });
    },
    join: (page) => page.locator('#join').click(),
    async leave(page) {
      await this.open(page);
    },
    /** The next ones who come meet nobody. */
    async forget() {
      for (const socket of sockets.clients) socket.terminate();
      inside.clear();
    },
    async stop() {
      for (const socket of sockets.clients) socket.terminate();
      http.close();
    },
  };
}

import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Server } from 'node:http';

/** Answers take milliseconds: what goes on for longer is a file on its way, which its client sends or asks for again. */
const graceMs = 1_000;

/** Lets the end of the server wait for answers, and not for files. socket.io would wait for the last of them. */
@Injectable()
export class OpenConnections implements BeforeApplicationShutdown {
  constructor(private readonly host: HttpAdapterHost) {}

  beforeApplicationShutdown(): void {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    setTimeout(() => server.closeAllConnections(), graceMs).unref();
  }
}

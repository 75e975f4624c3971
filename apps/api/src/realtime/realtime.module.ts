import { Global, Module } from '@nestjs/common';
import { Handshakes } from './handshakes.js';
import { RealtimePublisher } from './realtime.publisher.js';

/** What every slice may tell the sockets through. It knows no slice, so that all can import it. */
@Global()
@Module({ providers: [Handshakes, RealtimePublisher], exports: [Handshakes, RealtimePublisher] })
export class RealtimeModule {}

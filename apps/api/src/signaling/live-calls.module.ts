import { Module } from '@nestjs/common';
import { LiveCalls } from './live-calls.js';

/** Apart from the signaling slice, because the rooms ask it who is live and signaling asks the rooms who may enter. */
@Module({ providers: [LiveCalls], exports: [LiveCalls] })
export class LiveCallsModule {}

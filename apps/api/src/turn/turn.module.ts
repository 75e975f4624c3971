import { Module } from '@nestjs/common';
import { IceServers } from './ice-servers.js';
import { IceServersController } from './ice-servers.controller.js';
import { TurnProbe } from './turn-probe.js';

@Module({ controllers: [IceServersController], providers: [IceServers, TurnProbe], exports: [IceServers] })
export class TurnModule {}

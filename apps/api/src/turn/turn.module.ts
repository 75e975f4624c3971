import { Module } from '@nestjs/common';
import { IceServers } from './ice-servers.js';
import { IceServersController } from './ice-servers.controller.js';

@Module({ controllers: [IceServersController], providers: [IceServers], exports: [IceServers] })
export class TurnModule {}

import { Module } from '@nestjs/common';
import { CallParties } from './call-parties.js';
import { RingsRepository } from './rings.repository.js';

@Module({ providers: [CallParties, RingsRepository], exports: [CallParties] })
export class RingsModule {}

import { Module } from '@nestjs/common';
import { FriendshipsModule } from './friendships.module.js';

@Module({ imports: [FriendshipsModule], exports: [FriendshipsModule] })
export class FriendsModule {}

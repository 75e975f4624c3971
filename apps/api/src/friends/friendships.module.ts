import { Module } from '@nestjs/common';
import { Friendships } from './friendships.js';
import { FriendshipsRepository } from './friendships.repository.js';

/** Apart from the friends slice, because presence asks it who are friends and the friends slice asks presence. */
@Module({ providers: [Friendships, FriendshipsRepository], exports: [Friendships] })
export class FriendshipsModule {}

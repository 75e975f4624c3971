import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { UsersModule } from '../users/users.module.js';
import { AccountController } from './account.controller.js';
import { AccountRepository } from './account.repository.js';
import { AccountService } from './account.service.js';
import { AvatarMaker } from './avatar-maker.js';
import { AvatarsRepository } from './avatars.repository.js';
import { ProfileController } from './profile.controller.js';
import { ProfileService } from './profile.service.js';
import { ProfilesRepository } from './profiles.repository.js';

@Module({
  imports: [AuthModule, RoomsModule, UsersModule],
  controllers: [AccountController, ProfileController],
  providers: [
    AccountRepository,
    AccountService,
    AvatarMaker,
    AvatarsRepository,
    ProfileService,
    ProfilesRepository,
  ],
})
export class AccountModule {}

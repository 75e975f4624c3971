import { Body, Controller, Param, Res } from '@nestjs/common';
import {
  type avatarParams,
  routes,
  type SelfUser,
  type UpdatePresenceRequest,
  type UpdateProfileRequest,
} from '@parlour/contracts';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { CurrentUser } from '../auth/current-user.js';
import { Route } from '../http/route.js';
import { Upload } from '../http/upload.js';
import { ProfileService } from './profile.service.js';

const oneYearSeconds = 365 * 24 * 3_600;

@Controller()
export class ProfileController {
  constructor(private readonly profiles: ProfileService) {}

  @Route(routes.updateProfile)
  update(
    @CurrentUser() user: CurrentUser,
    @Body({ schema: routes.updateProfile.body }) body: UpdateProfileRequest,
  ): Promise<SelfUser> {
    return this.profiles.update(user.id, body);
  }

  @Route(routes.updatePresence)
  updatePresence(
    @CurrentUser() user: CurrentUser,
    @Body({ schema: routes.updatePresence.body }) body: UpdatePresenceRequest,
  ): Promise<SelfUser> {
    return this.profiles.updatePresence(user.id, body);
  }

  @Route(routes.setAvatar)
  setAvatar(@CurrentUser() user: CurrentUser, @Upload() bytes: Buffer): Promise<SelfUser> {
    return this.profiles.setAvatar(user.id, bytes);
  }

  @Route(routes.removeAvatar)
  removeAvatar(@CurrentUser() user: CurrentUser): Promise<SelfUser> {
    return this.profiles.removeAvatar(user.id);
  }

  /** Under one id there is one picture, for ever: whoever has it need not ask again. */
  @Route(routes.avatar)
  async avatar(
    @Param({ schema: routes.avatar.params }) { avatarId, size }: z.output<typeof avatarParams>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const image = await this.profiles.avatar(avatarId, size);
    void reply
      .type(routes.avatar.produces)
      .header('cache-control', `public, max-age=${oneYearSeconds}, immutable`);
    return image;
  }
}

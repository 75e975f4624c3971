import { Injectable } from '@nestjs/common';
import type { AvatarSize, SelfUser, UpdatePresenceRequest, UpdateProfileRequest } from '@parlour/contracts';
import { Config } from '../config/config.js';
import { DomainEvents } from '../domain-events/domain-events.js';
import { ApiError } from '../http/api-error.js';
import { RealtimePublisher } from '../realtime/realtime.publisher.js';
import { RatePerKey } from '../realtime/token-bucket.js';
import { selfUserOf } from '../users/self-user.js';
import type { UserEntity } from '../users/user.entity.js';
import { UsersRepository } from '../users/users.repository.js';
import { AvatarMaker } from './avatar-maker.js';
import { AvatarsRepository } from './avatars.repository.js';
import { type ProfileFields, ProfilesRepository } from './profiles.repository.js';

/** What others see of a person: name, picture, words, and whether they are there. */
@Injectable()
export class ProfileService {
  private readonly pictures: RatePerKey;

  constructor(
    { avatarRate }: Config,
    private readonly profiles: ProfilesRepository,
    private readonly users: UsersRepository,
    private readonly avatars: AvatarsRepository,
    private readonly avatarMaker: AvatarMaker,
    private readonly publisher: RealtimePublisher,
    private readonly events: DomainEvents,
  ) {
    this.pictures = new RatePerKey(avatarRate);
  }

  /** @throws ApiError unauthenticated, where the account is gone. */
  async update(userId: string, { displayName, bio }: UpdateProfileRequest): Promise<SelfUser> {
    const { before, after } = await this.change(userId, {
      ...(displayName !== undefined && { displayName }),
      ...(bio !== undefined && { bio }),
    });
    if (before.displayName !== after.displayName) this.events.publish({ type: 'user-updated', userId });
    return this.tellOwnDevices(after);
  }

  /** @throws ApiError unauthenticated, where the account is gone. */
  async updatePresence(userId: string, request: UpdatePresenceRequest): Promise<SelfUser> {
    const { before, after } = await this.change(userId, {
      ...(request.status !== undefined && { status: request.status }),
      ...(request.showLastSeen !== undefined && { showLastSeen: request.showLastSeen }),
      ...(request.showRead !== undefined && { showRead: request.showRead }),
    });
    if (before.status !== after.status) {
      this.events.publish({ type: 'status-changed', userId, status: after.status });
    }
    if (before.showLastSeen !== after.showLastSeen) {
      const { showLastSeen } = after;
      this.events.publish({ type: 'last-seen-visibility-changed', userId, showLastSeen });
    }
    return this.tellOwnDevices(after);
  }

  /** @throws ApiError image_invalid, image_too_large, rate_limited, unavailable; unauthenticated, where the account is gone. */
  async setAvatar(userId: string, bytes: Buffer): Promise<SelfUser> {
    this.pictures.spend(userId);
    const images = await this.avatarMaker.make(bytes);
    if (!(await this.avatars.replace(userId, images))) throw new ApiError('unauthenticated');
    return this.pictureChanged(userId);
  }

  /** Where there is none, nothing happens. @throws ApiError unauthenticated, where the account is gone. */
  async removeAvatar(userId: string): Promise<SelfUser> {
    if (await this.avatars.remove(userId)) return this.pictureChanged(userId);
    return selfUserOf(await this.account(userId));
  }

  /** WebP. @throws ApiError not_found, also for a picture that was replaced. */
  async avatar(avatarId: string, size: AvatarSize): Promise<Buffer> {
    const image = await this.avatars.image(avatarId, size);
    if (image === null) throw new ApiError('not_found');
    return image;
  }

  private async change(userId: string, fields: Partial<ProfileFields>) {
    const change = await this.profiles.change(userId, fields);
    if (change === null) throw new ApiError('unauthenticated');
    return change;
  }

  private async pictureChanged(userId: string): Promise<SelfUser> {
    const account = await this.account(userId);
    this.events.publish({ type: 'user-updated', userId });
    return this.tellOwnDevices(account);
  }

  private async account(userId: string): Promise<UserEntity> {
    const account = await this.users.byId(userId);
    if (account === null) throw new ApiError('unauthenticated');
    return account;
  }

  private tellOwnDevices(account: UserEntity): SelfUser {
    const user = selfUserOf(account);
    this.publisher.toUser(account.id, 'account:updated', { user });
    return user;
  }
}

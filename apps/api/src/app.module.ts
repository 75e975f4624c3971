import { type DynamicModule, Module } from '@nestjs/common';
import { AccountModule } from './account/account.module.js';
import { AvatarEntity } from './account/avatar.entity.js';
import { AuthModule } from './auth/auth.module.js';
import { PasswordResetEntity } from './auth/password-reset.entity.js';
import { RefreshTokenEntity } from './auth/refresh-token.entity.js';
import { SessionEntity } from './auth/session.entity.js';
import { ChatEntity } from './chats/chat.entity.js';
import { ChatReadEntity } from './chats/chat-read.entity.js';
import { ChatsModule } from './chats/chats.module.js';
import type { Clock } from './clock/clock.js';
import { ClockModule } from './clock/clock.module.js';
import type { Config } from './config/config.js';
import { ConfigModule } from './config/config.module.js';
import { DatabaseModule } from './database/database.module.js';
import { DocsModule } from './docs/docs.module.js';
import { DomainEventsModule } from './domain-events/domain-events.module.js';
import { AttachmentEntity } from './files/attachment.entity.js';
import { DiscardedFileEntity } from './files/discarded-file.entity.js';
import type { FileStore } from './files/file-store.js';
import { FilesModule } from './files/files.module.js';
import { FriendsModule } from './friends/friends.module.js';
import { RelationEntity } from './friends/relation.entity.js';
import { HealthModule } from './health/health.module.js';
import { HttpModule } from './http/http.module.js';
import type { Mailer } from './mail/mailer.js';
import { MailModule } from './mail/mail.module.js';
import { MentionEntity } from './messages/mention.entity.js';
import { MessageEntity } from './messages/message.entity.js';
import { MessageVersionEntity } from './messages/message-version.entity.js';
import { MessagesModule } from './messages/messages.module.js';
import { ReactionEntity } from './messages/reaction.entity.js';
import { PresenceModule } from './presence/presence.module.js';
import { RealtimeModule } from './realtime/realtime.module.js';
import { SocketsModule } from './realtime/sockets.module.js';
import { RingEntity } from './rings/ring.entity.js';
import { RoomMemberEntity } from './rooms/room-member.entity.js';
import { RoomEntity } from './rooms/room.entity.js';
import { RoomsModule } from './rooms/rooms.module.js';
import { SearchEntryEntity } from './search/search-entry.entity.js';
import { SearchQueueEntity } from './search/search-queue.entity.js';
import { SearchWordEntity } from './search/search-word.entity.js';
import { SearchModule } from './search/search.module.js';
import { SignalingModule } from './signaling/signaling.module.js';
import { TurnModule } from './turn/turn.module.js';
import { UserEntity } from './users/user.entity.js';

/** Of every table; exported for the test of the migrations. */
export const entities = [
  UserEntity,
  AvatarEntity,
  SessionEntity,
  RefreshTokenEntity,
  PasswordResetEntity,
  RoomEntity,
  RoomMemberEntity,
  ChatEntity,
  ChatReadEntity,
  RelationEntity,
  MessageEntity,
  AttachmentEntity,
  DiscardedFileEntity,
  MessageVersionEntity,
  MentionEntity,
  ReactionEntity,
  SearchQueueEntity,
  SearchEntryEntity,
  SearchWordEntity,
  RingEntity,
];

/** What stands outside of the application: a test may bring its own. */
export interface Ports {
  readonly clock: Clock;
  readonly fileStore: FileStore;
  readonly mailer: Mailer;
}

/** The composition root: every slice, over one `Config`. */
@Module({})
export class AppModule {
  static forRoot(config: Config, { clock, fileStore, mailer }: Ports): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(config),
        ClockModule.forRoot(clock),
        MailModule.forRoot(mailer),
        DomainEventsModule,
        DatabaseModule.forRoot(entities),
        HttpModule,
        RealtimeModule,
        AuthModule,
        AccountModule,
        HealthModule,
        DocsModule,
        RoomsModule,
        ChatsModule,
        FriendsModule,
        PresenceModule,
        MessagesModule,
        SearchModule,
        FilesModule.forRoot(fileStore),
        SignalingModule,
        TurnModule,
        SocketsModule,
      ],
    };
  }
}

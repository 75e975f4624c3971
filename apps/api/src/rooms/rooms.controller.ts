import { Body, Controller, Param, Query } from '@nestjs/common';
import {
  type CreateRoomRequest,
  type listMembersQuery,
  type listRoomsQuery,
  type MemberPage,
  type Room,
  type RoomMember,
  type roomMemberParams,
  type RoomPage,
  type roomParams,
  routes,
} from '@parlour/contracts';
import type { z } from 'zod';
import { CurrentUser } from '../auth/current-user.js';
import { Route } from '../http/route.js';
import { RoomsService } from './rooms.service.js';

type RoomParams = z.output<typeof roomParams>;
type MemberParams = z.output<typeof roomMemberParams>;

@Controller()
export class RoomsController {
  constructor(private readonly rooms: RoomsService) {}

  @Route(routes.createRoom)
  create(
    @CurrentUser() user: CurrentUser,
    @Body({ schema: routes.createRoom.body }) body: CreateRoomRequest,
  ): Promise<Room> {
    return this.rooms.create(user, body);
  }

  @Route(routes.listRooms)
  list(
    @CurrentUser() user: CurrentUser,
    @Query({ schema: routes.listRooms.query }) query: z.output<typeof listRoomsQuery>,
  ): Promise<RoomPage> {
    return this.rooms.list(user, query);
  }

  @Route(routes.getRoom)
  get(
    @CurrentUser() user: CurrentUser,
    @Param({ schema: routes.getRoom.params }) { slug }: RoomParams,
  ): Promise<Room> {
    return this.rooms.get(user, slug);
  }

  @Route(routes.joinRoom)
  join(
    @CurrentUser() user: CurrentUser,
    @Param({ schema: routes.joinRoom.params }) { slug }: RoomParams,
  ): Promise<Room> {
    return this.rooms.join(user, slug);
  }

  @Route(routes.leaveRoom)
  leave(
    @CurrentUser() user: CurrentUser,
    @Param({ schema: routes.leaveRoom.params }) { slug }: RoomParams,
  ): Promise<void> {
    return this.rooms.leave(user, slug);
  }

  @Route(routes.listMembers)
  members(
    @CurrentUser() user: CurrentUser,
    @Param({ schema: routes.listMembers.params }) { slug }: RoomParams,
    @Query({ schema: routes.listMembers.query }) query: z.output<typeof listMembersQuery>,
  ): Promise<MemberPage> {
    return this.rooms.members(user, slug, query);
  }

  @Route(routes.addMember)
  addMember(
    @CurrentUser() user: CurrentUser,
    @Param({ schema: routes.addMember.params }) { slug, username }: MemberParams,
  ): Promise<RoomMember> {
    return this.rooms.addMember(user, slug, username);
  }

  @Route(routes.removeMember)
  removeMember(
    @CurrentUser() user: CurrentUser,
    @Param({ schema: routes.removeMember.params }) { slug, username }: MemberParams,
  ): Promise<void> {
    return this.rooms.removeMember(user, slug, username);
  }
}

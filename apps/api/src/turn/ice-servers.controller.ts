import { Controller } from '@nestjs/common';
import { type IceAccess, routes } from '@parlour/contracts';
import { CurrentUser } from '../auth/current-user.js';
import { Route } from '../http/route.js';
import { IceServers } from './ice-servers.js';

@Controller()
export class IceServersController {
  constructor(private readonly ice: IceServers) {}

  @Route(routes.iceServers)
  access(@CurrentUser() user: CurrentUser): IceAccess {
    return this.ice.accessFor(user.id);
  }
}

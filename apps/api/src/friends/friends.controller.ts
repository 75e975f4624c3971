import { Controller, Param, Query } from '@nestjs/common';
import { type People, type Person, type Profile, routes } from '@parlour/contracts';
import type { z } from 'zod';
import { CurrentUser } from '../auth/current-user.js';
import { Route } from '../http/route.js';
import { FriendsService } from './friends.service.js';
import { PeopleService } from './people.service.js';

/** The same for every route that names somebody. */
const ofPerson = { schema: routes.getProfile.params };
type OfPerson = z.output<typeof routes.getProfile.params>;

@Controller()
export class FriendsController {
  constructor(
    private readonly friends: FriendsService,
    private readonly people: PeopleService,
  ) {}

  @Route(routes.findPeople)
  find(
    @CurrentUser() user: CurrentUser,
    @Query({ schema: routes.findPeople.query }) { username }: z.output<typeof routes.findPeople.query>,
  ): Promise<People> {
    return this.people.find(user.id, username);
  }

  @Route(routes.getProfile)
  profile(@CurrentUser() user: CurrentUser, @Param(ofPerson) { username }: OfPerson): Promise<Profile> {
    return this.people.profile(user.id, username);
  }

  @Route(routes.listFriends)
  list(@CurrentUser() user: CurrentUser): Promise<People> {
    return this.people.relationsOf(user.id);
  }

  @Route(routes.removeFriend)
  remove(@CurrentUser() user: CurrentUser, @Param(ofPerson) { username }: OfPerson): Promise<Person> {
    return this.friends.act(user, 'remove', username);
  }

  @Route(routes.requestFriend)
  request(@CurrentUser() user: CurrentUser, @Param(ofPerson) { username }: OfPerson): Promise<Person> {
    return this.friends.act(user, 'request', username);
  }

  @Route(routes.withdrawRequest)
  withdraw(@CurrentUser() user: CurrentUser, @Param(ofPerson) { username }: OfPerson): Promise<Person> {
    return this.friends.act(user, 'withdraw', username);
  }

  @Route(routes.acceptRequest)
  accept(@CurrentUser() user: CurrentUser, @Param(ofPerson) { username }: OfPerson): Promise<Person> {
    return this.friends.act(user, 'accept', username);
  }

  @Route(routes.declineRequest)
  decline(@CurrentUser() user: CurrentUser, @Param(ofPerson) { username }: OfPerson): Promise<Person> {
    return this.friends.act(user, 'decline', username);
  }

  @Route(routes.blockPerson)
  block(@CurrentUser() user: CurrentUser, @Param(ofPerson) { username }: OfPerson): Promise<Person> {
    return this.friends.act(user, 'block', username);
  }

  @Route(routes.unblockPerson)
  unblock(@CurrentUser() user: CurrentUser, @Param(ofPerson) { username }: OfPerson): Promise<Person> {
    return this.friends.act(user, 'unblock', username);
  }
}

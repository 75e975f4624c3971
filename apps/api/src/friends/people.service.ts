import { Injectable } from '@nestjs/common';
import type { People, Person, Profile } from '@parlour/contracts';
import { Config } from '../config/config.js';
import { ApiError } from '../http/api-error.js';
import { Presences } from '../presence/presences.js';
import { RatePerKey } from '../realtime/token-bucket.js';
import { PeopleRepository, type SeenPerson } from './people.repository.js';

/** People as one person sees them. */
@Injectable()
export class PeopleService {
  private readonly searches: RatePerKey;

  constructor(
    config: Config,
    private readonly repository: PeopleRepository,
    private readonly presences: Presences,
  ) {
    this.searches = new RatePerKey(config.peopleSearchRate);
  }

  async relationsOf(viewerId: string): Promise<People> {
    const people = await this.repository.relationsOf(viewerId);
    return { people: people.map((person) => this.personOf(person)) };
  }

  /** By the beginning of a username. @throws ApiError rate_limited */
  async find(viewerId: string, prefix: string): Promise<People> {
    this.searches.spend(viewerId);
    if (!/^[a-z0-9_]+$/.test(prefix)) return { people: [] }; // nobody can have such a name
    const people = await this.repository.byPrefix(viewerId, prefix);
    return { people: people.map((person) => this.personOf(person)) };
  }

  /** @throws ApiError user_not_found */
  async person(viewerId: string, username: string): Promise<Person> {
    return this.personOf(await this.seen(viewerId, username));
  }

  /** @throws ApiError user_not_found */
  async profile(viewerId: string, username: string): Promise<Profile> {
    const seen = await this.seen(viewerId, username);
    return { ...this.personOf(seen), bio: seen.bio, createdAt: seen.createdAt.toISOString() };
  }

  /** How each of these people sees the other one. */
  async views(
    pairs: readonly (readonly [viewerId: string, otherId: string])[],
  ): Promise<{ viewerId: string; person: Person }[]> {
    const people = await this.repository.views(pairs);
    return people.map((person) => ({ viewerId: person.viewerId, person: this.personOf(person) }));
  }

  private async seen(viewerId: string, username: string): Promise<SeenPerson> {
    const seen = await this.repository.byUsername(viewerId, username);
    if (seen === null) throw new ApiError('user_not_found');
    return seen;
  }

  private personOf({ user, relation, since, chatId, ...stored }: SeenPerson): Person {
    return {
      user,
      relation,
      since: since?.toISOString() ?? null,
      chatId,
      presence: relation === 'friends' ? this.presences.of(user.id, stored) : null,
    };
  }
}

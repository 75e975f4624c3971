import { Injectable, inject } from '@angular/core';
import { type User, routes } from '@parlour/contracts';
import { type ChatPlace } from '../chat/chat-place';
import { ApiClient } from '../core/api/api-client';
import { Session } from '../core/session/session';

const most = 8;
/** Who has just come into a room is found again after this. */
const keptMs = 30_000;

/** Who can be named in a chat: the members of its room as the server finds them, or the other one. */
@Injectable({ providedIn: 'root' })
export class MentionCandidates {
  private readonly api = inject(ApiClient);
  private readonly self = inject(Session).user;
  private readonly found = new Map<
    string,
    { readonly until: number; readonly users: Promise<readonly User[]> }
  >();

  /** Whose username or display name begins so; never oneself. Nobody where the server cannot be asked. */
  async find(place: ChatPlace, query: string): Promise<readonly User[]> {
    const users = place.kind === 'direct' ? [place.user] : await this.members(place.slug, query);
    return users
      .filter((user) => !user.deleted && user.id !== this.self()?.id && begins(user, query))
      .slice(0, most);
  }

  private members(slug: string, query: string): Promise<readonly User[]> {
    const key = `${slug} ${query.toLowerCase()}`;
    const known = this.found.get(key);
    if (known && known.until > Date.now()) return known.users;
    const users = this.ask(slug, query).catch(() => {
      this.found.delete(key);
      return [];
    });
    this.found.set(key, { until: Date.now() + keptMs, users });
    return users;
  }

  private async ask(slug: string, query: string): Promise<readonly User[]> {
    const { members } = await this.api.call(routes.listMembers, {
      params: { slug },
      // One more than is shown: oneself is among them.
      query: { limit: most + 1, ...(query ? { name: query } : {}) },
    });
    return members.map(({ user }) => user);
  }
}

function begins({ username, displayName }: User, query: string): boolean {
  const wanted = query.toLowerCase();
  return [username, ...displayName.toLowerCase().split(/\s+/), displayName.toLowerCase()].some((name) =>
    name.startsWith(wanted),
  );
}

import type { Status } from '@parlour/contracts';
import {
  newsOf,
  offline,
  type PresenceNews,
  type Shown,
  shownOf,
  stateOf,
  type Tab,
} from './visible-presence.js';

/** What the database knows of a person, as far as it decides what others see. */
export interface PresenceSettings {
  readonly status: Status;
  readonly showLastSeen: boolean;
  readonly lastSeenAt: Date | null;
}

const noRooms: ReadonlySet<string> = new Set();

/** One person who is connected, or was a moment ago, with all their tabs and devices. */
export class PersonPresence {
  private readonly tabs = new Map<string, Tab>();
  private readonly hidden = new Set<string>();
  private settings: PresenceSettings | undefined;
  private told: Shown | undefined;
  inCall = false;

  constructor(readonly userId: string) {}

  /** What was last told to others; undefined until the settings are known. */
  get shown(): Shown | undefined {
    return this.told;
  }

  /** Those who block this person, and those whom this person blocks: they see nothing of each other. */
  get hiddenFrom(): ReadonlySet<string> {
    return this.hidden;
  }

  get isGone(): boolean {
    return this.tabs.size === 0;
  }

  /** As the database has it. What this node has seen itself is newer: it is written after it is told. */
  learn(settings: PresenceSettings, hiddenFrom: Iterable<string>): void {
    const seenAt = this.settings?.lastSeenAt ?? null;
    const isNewer = seenAt !== null && (settings.lastSeenAt === null || settings.lastSeenAt < seenAt);
    this.settings = { ...settings, ...(isNewer && { lastSeenAt: seenAt }) };
    this.hidden.clear();
    for (const userId of hiddenFrom) this.hidden.add(userId);
  }

  setStatus(status: Status): void {
    if (this.settings) this.settings = { ...this.settings, status };
  }

  setShowLastSeen(showLastSeen: boolean): void {
    if (this.settings) this.settings = { ...this.settings, showLastSeen };
  }

  /** @returns whether that is new. */
  setHiddenFrom(userId: string, isHidden: boolean): boolean {
    const isNew = this.hidden.has(userId) !== isHidden;
    if (isHidden) this.hidden.add(userId);
    else this.hidden.delete(userId);
    return isNew;
  }

  openTab(connectionId: string): void {
    this.tabs.set(connectionId, { active: true, rooms: noRooms });
  }

  closeTab(connectionId: string): void {
    this.tabs.delete(connectionId);
  }

  setActive(connectionId: string, active: boolean): void {
    const tab = this.tabs.get(connectionId);
    if (tab) this.tabs.set(connectionId, { ...tab, active });
  }

  /** @returns whether there is such a tab. */
  enterRoom(connectionId: string, roomId: string): boolean {
    const tab = this.tabs.get(connectionId);
    if (tab) this.tabs.set(connectionId, { ...tab, rooms: new Set([...tab.rooms, roomId]) });
    return tab !== undefined;
  }

  leaveRoom(connectionId: string, roomId: string): void {
    const tab = this.tabs.get(connectionId);
    if (!tab) return;
    this.tabs.set(connectionId, { ...tab, rooms: new Set([...tab.rooms].filter((id) => id !== roomId)) });
  }

  /** The connections that have this room open. */
  viewersOf(roomId: string): string[] {
    return [...this.tabs].filter(([, { rooms }]) => rooms.has(roomId)).map(([connectionId]) => connectionId);
  }

  /** @returns what others have to be told since the last time, and whether that is that this person went. */
  refresh(now: Date): { news: PresenceNews[]; went: boolean } {
    if (!this.settings) return { news: [], went: false };
    const before = this.told ?? { presence: offline(this.settings), rooms: noRooms };
    const facts = { tabs: [...this.tabs.values()], inCall: this.inCall };
    const went =
      before.presence.state !== 'offline' &&
      stateOf({ ...facts, status: this.settings.status }) === 'offline';
    if (went) this.settings = { ...this.settings, lastSeenAt: now };
    this.told = shownOf({ ...facts, ...this.settings });
    return { news: newsOf(before, this.told), went };
  }
}

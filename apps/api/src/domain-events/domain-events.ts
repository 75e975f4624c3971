import { Injectable, Logger } from '@nestjs/common';
import type { Status } from '@parlour/contracts';

/** What has happened in one slice, and others have to act upon. Told after the commit. */
export type DomainEvent =
  | {
      readonly type: 'relation-changed';
      readonly userIds: readonly [string, string];
      readonly friends: boolean;
      /** By either of them. */
      readonly blocked: boolean;
    }
  /** Name or picture. */
  | { readonly type: 'user-updated'; readonly userId: string }
  | { readonly type: 'status-changed'; readonly userId: string; readonly status: Status }
  | {
      readonly type: 'last-seen-visibility-changed';
      readonly userId: string;
      readonly showLastSeen: boolean;
    }
  /** `knownToIds`: those to whom they were a friend, a request in either direction, or somebody blocked. */
  | { readonly type: 'account-deleted'; readonly userId: string; readonly knownToIds: readonly string[] }
  /** By their own word, removed, or with their account. */
  | { readonly type: 'room-left'; readonly userId: string; readonly roomId: string }
  /** Messages were written, edited or deleted, and wait in `search_queue`. */
  | { readonly type: 'messages-queued' }
  /** Who has a seat in a live call now; nobody: it is over. */
  | {
      readonly type: 'call-people-changed';
      readonly callId: string;
      readonly kind: 'room' | 'direct';
      readonly userIds: readonly string[];
    };

export type DomainEventOf<T extends DomainEvent['type']> = Extract<DomainEvent, { readonly type: T }>;

type Listener = (event: DomainEvent) => void | Promise<void>;

/** Within this process, so that slices which act upon each other need not import each other. */
@Injectable()
export class DomainEvents {
  private readonly logger = new Logger(DomainEvents.name);
  private readonly listeners = new Map<DomainEvent['type'], Listener[]>();

  on<T extends DomainEvent['type']>(
    type: T,
    listener: (event: DomainEventOf<T>) => void | Promise<void>,
  ): void {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener as Listener]);
  }

  /** A listener that fails is logged; what has happened has happened, and the others hear of it. */
  publish(event: DomainEvent): void {
    for (const listener of this.listeners.get(event.type) ?? []) {
      void (async () => listener(event))().catch((error: unknown) =>
        this.logger.error(`After ${event.type}: ${error instanceof Error ? error.message : 'failed'}`),
      );
    }
  }
}

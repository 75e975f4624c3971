import { type Provider, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type CallJoined, type Participant, type Ring, type SelfUser, type User } from '@parlour/contracts';
import { FakeClock, FakeMediaDevices, FakeRoutes } from '@parlour/webrtc/testing';
import { Subject } from 'rxjs';
import { fakePlatform } from '../../call/testing/fake-platform';
import { Notices } from '../../core/notices/notices';
import { type NetworkChange, networkChanges } from '../../core/realtime/network-changes';
import { Realtime } from '../../core/realtime/realtime';
import { Session } from '../../core/session/session';
import { FakeRealtime } from '../../core/testing/fake-realtime';
import { anna, selfOf } from '../../core/testing/users';
import { platform } from '../../platform/platform';
import { loudspeaker } from '../loudspeaker';
import { systemNotifications } from '../system-notifications';
import { FakeLoudspeaker, FakeNotifications } from './fake-alarm-ports';
import { nextId } from './rings';

export const participantOf = (user: User): Participant => ({
  id: nextId(),
  user,
  joinedAt: '2026-11-21T10:00:00.000Z',
  media: { microphone: true, camera: true, screen: false },
  handRaisedAt: null,
});

/** Anna's tab, with everything in it but a browser and a server. */
export class RingWorld {
  readonly user = signal<SelfUser | null>(selfOf(anna));
  readonly isLeaving = signal(false);
  readonly realtime = new FakeRealtime();
  readonly clock = new FakeClock();
  readonly devices = new FakeMediaDevices(this.clock);
  readonly routes = new FakeRoutes(this.clock);
  readonly speaker = new FakeLoudspeaker();
  readonly notifications = new FakeNotifications();
  /** What the browser tells of its network. */
  readonly network$ = new Subject<NetworkChange>();
  /** The keys of what was said at the edge of the page. */
  readonly said: string[] = [];

  readonly providers: Provider[] = [
    { provide: Realtime, useValue: this.realtime },
    { provide: networkChanges, useValue: this.network$ },
    { provide: Session, useValue: { user: this.user, isLeaving: this.isLeaving } },
    { provide: platform, useValue: fakePlatform('anna', this) },
    { provide: loudspeaker, useValue: this.speaker },
    { provide: systemNotifications, useValue: this.notifications },
    {
      provide: Notices,
      useValue: {
        say: (key: string) => this.said.push(key),
        sayFailure: (error: { code: string }) => this.said.push(error.code),
      },
    },
  ];

  constructor() {
    localStorage.clear();
    for (const name of [
      'call:leave',
      'call:update-media',
      'call:signal',
      'call:raise-hand',
      'call:react',
      'ring:decline',
      'ring:cancel',
    ] as const)
      this.realtime.answer(name, () => ({}));
    this.realtime.answer('ring:list', () => ({ incoming: [], outgoing: [] }));
  }

  /** What the server answers to who takes a seat in the call of this ring. */
  seatIn({ callId }: Pick<Ring, 'callId'>, others: readonly Participant[] = []): CallJoined {
    return {
      callId,
      self: participantOf(anna),
      resumeToken: 'token',
      participants: [...others],
      iceServers: [],
      resumed: false,
    };
  }

  /** Until nothing moves any more: promises, dynamic imports, the devices. */
  async settled(): Promise<void> {
    for (let turn = 0; turn < 6; turn += 1) {
      TestBed.tick();
      await this.clock.advance(20);
      await new Promise((resolve) => setTimeout(resolve));
    }
    TestBed.tick();
  }
}

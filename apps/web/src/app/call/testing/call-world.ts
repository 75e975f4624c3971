import { TestBed } from '@angular/core/testing';
import { type CallJoined } from '@parlour/contracts';
import { anna, ben } from '../../core/testing/users';
import { RingWorld, participantOf } from '../../ring/testing/ring-world';
import { nextId } from '../../ring/testing/rings';
import { CallMedia } from '../devices/call-media';
import { CallStore } from '../call-store';

/** Anna's tab at the door of a room, whose call Ben is in. */
export class CallWorld extends RingWorld {
  readonly callId = nextId();
  readonly place = { kind: 'room', roomId: nextId(), slug: 'lunch', title: 'Lunch' } as const;
  readonly anna = participantOf(anna);
  readonly ben = participantOf(ben);
  /** Holds the devices for its preview. */
  readonly page = {};
  readonly calls: CallStore;
  readonly media: CallMedia;

  constructor() {
    super();
    TestBed.configureTestingModule({ providers: this.providers });
    this.calls = TestBed.inject(CallStore);
    this.media = TestBed.inject(CallMedia);
    this.realtime.answer('call:join', () => this.joinedWith([this.ben]));
  }

  /** What the server answers to her joining. */
  joinedWith(participants: CallJoined['participants'], change: Partial<CallJoined> = {}): CallJoined {
    return { ...this.seatIn({ callId: this.callId }, participants), self: this.anna, ...change };
  }

  async join(): Promise<void> {
    this.media.hold(this.page);
    await this.settled();
    void this.calls.join(this.place);
    await this.settled();
  }
}

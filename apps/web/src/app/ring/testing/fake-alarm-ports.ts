import { type Loudspeaker } from '../loudspeaker';
import { type RingSound } from '../ring-sound';
import {
  type NotificationPermissionState,
  type SystemNotice,
  type SystemNotifications,
} from '../system-notifications';

/** A loudspeaker whose sounds are seen, not heard. */
export class FakeLoudspeaker implements Loudspeaker {
  /** What sounds right now. */
  readonly sounding: RingSound[] = [];

  play(sound: RingSound): () => void {
    this.sounding.push(sound);
    return () => this.sounding.splice(this.sounding.indexOf(sound), 1);
  }
}

/** A system that shows what it is told, and answers as a person would who is asked. */
export class FakeNotifications implements SystemNotifications {
  state: NotificationPermissionState = 'granted';
  /** What the person will answer. */
  answer: NotificationPermissionState = 'granted';
  readonly shown: SystemNotice[] = [];

  permission(): NotificationPermissionState {
    return this.state;
  }

  async ask(): Promise<NotificationPermissionState> {
    this.state = this.answer;
    return this.state;
  }

  show(notice: SystemNotice): () => void {
    this.shown.push(notice);
    return () => this.shown.splice(this.shown.indexOf(notice), 1);
  }
}

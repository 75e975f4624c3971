import { browserNotifications } from './system-notifications';

const notice = { title: 'Ben is calling', text: 'Voice call', tag: 'parlour.ring.1' };

class FakeNotification extends EventTarget {
  static permission = 'granted';
  static readonly shown: FakeNotification[] = [];
  static requestPermission = async () => 'granted';
  isOpen = true;

  constructor(
    readonly title: string,
    readonly options: NotificationOptions,
  ) {
    super();
    FakeNotification.shown.push(this);
  }

  close(): void {
    this.isOpen = false;
  }
}

function windowWith(api: unknown) {
  const seen = { focused: 0 };
  const window = { focus: () => (seen.focused += 1), ...(api ? { Notification: api } : {}) };
  return { seen, notifications: browserNotifications(window as unknown as Window & typeof globalThis) };
}

describe('a notification of the system', () => {
  it('is closed by who has shown it', () => {
    const { notifications } = windowWith(FakeNotification);
    const close = notifications.show(notice);
    const shown = FakeNotification.shown.at(-1);
    expect(shown).toMatchObject({ title: notice.title, isOpen: true });
    expect(shown?.options).toMatchObject({ body: notice.text, tag: notice.tag });
    close();
    expect(shown?.isOpen).toBe(false);
  });

  it('brings its tab to the front when it is clicked', () => {
    const { notifications, seen } = windowWith(FakeNotification);
    notifications.show(notice);
    FakeNotification.shown.at(-1)?.dispatchEvent(new Event('click'));
    expect(seen.focused).toBe(1);
    expect(FakeNotification.shown.at(-1)?.isOpen).toBe(false);
  });

  it('is none where the browser has none, or throws instead of showing it', async () => {
    const none = windowWith(null).notifications;
    expect(none.permission()).toBe('unsupported');
    expect(await none.ask()).toBe('unsupported');
    expect(() => none.show(notice)()).not.toThrow();
    // Nothing that can be constructed: it throws a TypeError, as Chromium on Android does.
    const throwing = windowWith(() => undefined).notifications;
    expect(() => throwing.show(notice)()).not.toThrow();
  });
});

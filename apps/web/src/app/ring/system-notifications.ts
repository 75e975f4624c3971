import { DOCUMENT, InjectionToken, inject } from '@angular/core';

/** `unsupported`: this browser shows none for a page. */
export type NotificationPermissionState = 'granted' | 'denied' | 'default' | 'unsupported';

export interface SystemNotice {
  readonly title: string;
  readonly text: string;
  /** Those of several tabs with the same tag are one. */
  readonly tag: string;
  /** The system may take it away by itself. */
  readonly fleeting?: true;
  /** It was clicked, and this tab is in front. */
  readonly opened?: () => void;
}

/** The notifications of the operating system. */
export interface SystemNotifications {
  permission(): NotificationPermissionState;
  /** To be asked from within a touch of the page. */
  ask(): Promise<NotificationPermissionState>;
  /** Shows it until the returned function is called, or it is clicked: then this tab comes to the front. */
  show(notice: SystemNotice): () => void;
}

export const systemNotifications = new InjectionToken<SystemNotifications>('systemNotifications', {
  providedIn: 'root',
  factory: () => browserNotifications(inject(DOCUMENT).defaultView ?? globalThis.window),
});

export function browserNotifications(window: Window & typeof globalThis): SystemNotifications {
  const api = 'Notification' in window ? window.Notification : null;
  return {
    permission: () => api?.permission ?? 'unsupported',
    ask: async () => (await api?.requestPermission()) ?? 'unsupported',
    show: ({ title, text, tag, fleeting, opened }) => {
      const shown = api && create(api, title, { body: text, tag, requireInteraction: !fleeting });
      shown?.addEventListener('click', () => {
        window.focus();
        shown.close();
        opened?.();
      });
      return () => shown?.close();
    },
  };
}

/** Chromium on Android has the constructor and throws from it: it wants a service worker. */
function create(api: typeof Notification, title: string, options: NotificationOptions): Notification | null {
  try {
    return new api(title, options);
  } catch {
    return null;
  }
}

import { DOCUMENT, Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { CallStore } from '../call-store';
import { type SmallWindow } from './small-window';
import { SmallWindows } from './small-windows';

/**
 * The call in a small window above all others, while one works in another program. It closes with the call. A browser
 * that offers it opens it by itself when one turns to another tab.
 */
@Injectable({ providedIn: 'root' })
export class PictureInPicture {
  private readonly windows = inject(SmallWindows);
  private readonly calls = inject(CallStore);
  private readonly shown = signal<SmallWindow | null>(null);
  private opening = false;

  readonly isOffered = this.windows.isOffered;
  readonly isOpen = computed(() => this.shown() !== null);

  constructor() {
    const { mediaSession } = inject(DOCUMENT).defaultView?.navigator ?? {};
    effect(() => {
      const call = this.calls.call();
      untracked(() => {
        if (!call) this.close();
      });
      if (mediaSession && this.windows.isOffered)
        openOnTurningAway(mediaSession, call ? () => void this.open() : null);
    });
  }

  /** From within a press of a button: otherwise browsers refuse, and nothing happens. */
  async toggle(): Promise<void> {
    if (this.shown()) this.close();
    else await this.open();
  }

  close(): void {
    this.shown()?.close();
    this.shown.set(null);
  }

  private async open(): Promise<void> {
    if (this.opening || this.shown()) return;
    this.opening = true;
    const window = await this.windows.open(() => this.shown.set(null)).catch(() => null);
    this.opening = false;
    this.shown.set(window);
    if (!this.calls.call()) this.close();
  }
}

function openOnTurningAway(session: MediaSession, open: (() => void) | null): void {
  try {
    // Not in lib.dom yet; https://developer.chrome.com/blog/automatic-picture-in-picture
    session.setActionHandler('enterpictureinpicture' as MediaSessionAction, open);
  } catch {
    // A browser that does not know this action throws.
  }
}

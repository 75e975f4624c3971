import { DOCUMENT, DestroyRef, Injectable, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { TranslocoService } from '@jsverse/transloco';
import { type Ring } from '@parlour/contracts';
import { fromEvent } from 'rxjs';
import { UserNames } from '../core/users/user-names';
import { CallNotices } from './call-notices';
import { loudspeaker } from './loudspeaker';
import { type RingSound } from './ring-sound';
import { type CallResult } from './ring-state';
import { systemNotifications } from './system-notifications';
import { TitleFlash } from './title-flash';

/** So that one hears it, and is not annoyed. */
const busyMs = 2_500;
const busyTone: readonly CallResult['how'][] = ['busy', 'declined', 'do-not-disturb'];

/**
 * What makes a ring unmistakable beside the picture of it: sound, the title of the tab, and a notification of the
 * system where the tab is hidden. All of it stops in the tick in which it is told to.
 */
@Injectable({ providedIn: 'root' })
export class RingAlarm {
  private readonly document = inject(DOCUMENT);
  private readonly loudspeaker = inject(loudspeaker);
  private readonly notifications = inject(systemNotifications);
  private readonly notices = inject(CallNotices);
  private readonly titleFlash = inject(TitleFlash);
  private readonly transloco = inject(TranslocoService);
  private readonly names = inject(UserNames);
  private sound: { readonly name: RingSound; readonly stop: () => void } | null = null;
  private busyTimer: ReturnType<typeof setTimeout> | undefined;
  private rings: readonly Ring[] = [];
  private readonly shown = new Map<string, () => void>();

  constructor() {
    fromEvent(this.document, 'visibilitychange')
      .pipe(takeUntilDestroyed())
      .subscribe(() => this.notify());
    inject(DestroyRef).onDestroy(() => {
      this.follow(null, []);
      this.end(null);
    });
  }

  follow(sound: 'ring' | 'ringback' | null, rings: readonly Ring[]): void {
    this.rings = rings;
    if (sound !== null || this.sound?.name !== 'busy') this.play(sound);
    const [first] = rings;
    this.titleFlash.show(first ? this.wordsFor(first) : null);
    this.notify();
  }

  /** How a call ended is heard too, for a moment; null ends that moment. */
  end(how: CallResult['how'] | null): void {
    clearTimeout(this.busyTimer);
    if (this.sound?.name === 'busy') this.play(null);
    if (how === null || !busyTone.includes(how) || this.sound) return;
    this.play('busy');
    this.busyTimer = setTimeout(() => this.end(null), busyMs);
  }

  private play(name: RingSound | null): void {
    if (this.sound?.name === name) return;
    this.sound?.stop();
    this.sound = name && { name, stop: this.loudspeaker.play(name) };
  }

  /** Who looks at the page needs no notification. */
  private notify(): void {
    const wanted = this.document.hidden && this.notices.state() === 'on' ? this.rings : [];
    for (const [ringId, close] of this.shown) {
      if (wanted.some(({ id }) => id === ringId)) continue;
      close();
      this.shown.delete(ringId);
    }
    for (const ring of wanted) {
      if (this.shown.has(ring.id)) continue;
      const text = this.transloco.translate<string>(ring.video ? 'ring.videoCall' : 'ring.voiceCall');
      this.shown.set(
        ring.id,
        this.notifications.show({ title: this.wordsFor(ring), text, tag: `parlour.ring.${ring.id}` }),
      );
    }
  }

  private wordsFor({ caller }: Ring): string {
    return this.transloco.translate<string>('ring.calling', { name: this.names.of(caller) });
  }
}

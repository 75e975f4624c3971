import { DOCUMENT, DestroyRef, Injectable, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { filter, fromEvent, merge } from 'rxjs';
import { CallMedia } from './call-media';

const written = 'input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]';
const pressed = 'button, a, summary, [role=button], [role=link], [tabindex="0"]';
const movingKeys: readonly string[] = ['Tab', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];

/**
 * One who is muted is heard for as long as the space bar is held. Not while they write, and not on a button that they
 * went to by keyboard: there the bar presses it.
 */
@Injectable()
export class HoldToTalk {
  private readonly media = inject(CallMedia);
  private readonly held = signal(false);
  private movesByKeys = false;

  readonly isHeld = this.held.asReadonly();

  constructor() {
    const document = inject(DOCUMENT);
    const window = document.defaultView ?? globalThis.window;
    const on = <E extends Event>(type: string): ReturnType<typeof fromEvent<E>> =>
      fromEvent<E>(document, type);
    on('pointerdown')
      .pipe(takeUntilDestroyed())
      .subscribe(() => (this.movesByKeys = false));
    on<KeyboardEvent>('keydown')
      .pipe(takeUntilDestroyed())
      .subscribe((event) => this.handleDown(event));
    on<KeyboardEvent>('keyup')
      .pipe(
        filter(({ key }) => key === ' '),
        takeUntilDestroyed(),
      )
      .subscribe((event) => this.handleUp(event));
    // Released elsewhere, the bar tells nobody.
    merge(fromEvent(window, 'blur'), on('visibilitychange'))
      .pipe(takeUntilDestroyed())
      .subscribe(() => this.release());
    inject(DestroyRef).onDestroy(() => this.release());
  }

  private handleDown(event: KeyboardEvent): void {
    if (movingKeys.includes(event.key)) this.movesByKeys = true;
    if (event.key !== ' ' || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (this.held()) return event.preventDefault(); // repeats of the held key would scroll
    if (event.repeat || event.defaultPrevented || !this.isFree(event.target)) return;
    const { kind } = this.media.microphone();
    if (kind !== 'muted' && kind !== 'off') return;
    event.preventDefault();
    this.held.set(true);
    void this.media.talk(true);
  }

  private handleUp(event: KeyboardEvent): void {
    if (!this.held()) return;
    event.preventDefault(); // a button presses itself when the bar comes up
    this.release();
  }

  private release(): void {
    if (!this.held()) return;
    this.held.set(false);
    void this.media.talk(false);
  }

  private isFree(target: EventTarget | null): boolean {
    if (!(target instanceof Element)) return true;
    if (target.closest(written)) return false;
    return !this.movesByKeys || !target.closest(pressed);
  }
}

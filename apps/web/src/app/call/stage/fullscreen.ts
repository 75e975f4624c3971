import { OverlayContainer } from '@angular/cdk/overlay';
import { DOCUMENT, Injectable, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { fromEvent } from 'rxjs';

/** The stage over the whole screen, and with it the menus, hints and dialogs of the page. */
@Injectable({ providedIn: 'root' })
export class Fullscreen {
  private readonly document = inject(DOCUMENT);
  private readonly overlays = inject(OverlayContainer);
  private readonly shown = signal(false);
  private stage: HTMLElement | null = null;

  /** An iPhone has none for pages. */
  readonly isOffered = this.document.fullscreenEnabled;
  readonly isOn = this.shown.asReadonly();

  constructor() {
    fromEvent(this.document, 'fullscreenchange')
      .pipe(takeUntilDestroyed())
      .subscribe(() => {
        this.shown.set(this.document.fullscreenElement !== null);
        this.takeOverlaysAlong();
      });
  }

  /** The stage that is on the page; null: it has gone, and the browser has left full screen with it. */
  handleStage(stage: HTMLElement | null): void {
    this.stage = stage;
  }

  /** From within a press of a button or a key: otherwise browsers refuse, and nothing happens. */
  async toggle(): Promise<void> {
    await (this.shown() ? this.leave() : this.stage?.requestFullscreen().catch(() => undefined));
  }

  async leave(): Promise<void> {
    if (this.document.fullscreenElement) await this.document.exitFullscreen().catch(() => undefined);
  }

  /** Beside a full screen they would be seen, for they lie in the top layer, but no click reaches them. Moving closes them. */
  private takeOverlaysAlong(): void {
    const container = this.overlays.getContainerElement();
    const open = container.querySelectorAll<HTMLElement>(':popover-open');
    (this.document.fullscreenElement ?? this.document.body).append(container);
    for (const overlay of open) overlay.showPopover();
  }
}

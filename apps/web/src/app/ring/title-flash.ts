import { Injectable, inject } from '@angular/core';
import { Title } from '@angular/platform-browser';

const flashEveryMs = 1_000;

/** The title of the tab, changing between its own words and others for as long as something is urgent. */
@Injectable({ providedIn: 'root' })
export class TitleFlash {
  private readonly title = inject(Title);
  private urgent: string | null = null;
  private usual = '';
  private timer: ReturnType<typeof setInterval> | undefined;

  /** Null: no more, and the title is as it was. */
  show(words: string | null): void {
    if (words === this.urgent) return;
    this.restore();
    clearInterval(this.timer);
    this.urgent = words;
    if (words === null) return;
    this.flash();
    this.timer = setInterval(() => this.flash(), flashEveryMs);
  }

  private flash(): void {
    if (this.urgent === null) return;
    const now = this.title.getTitle();
    if (now === this.urgent) return this.title.setTitle(this.usual);
    this.usual = now; // the page may have changed it meanwhile
    this.title.setTitle(this.urgent);
  }

  private restore(): void {
    if (this.urgent !== null && this.title.getTitle() === this.urgent) this.title.setTitle(this.usual);
  }
}

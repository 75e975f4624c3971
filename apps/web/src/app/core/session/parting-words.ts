import { Injectable } from '@angular/core';

/** What the sign-in page says once: why one is there, when it was by one's own word. A key of the translations. */
@Injectable({ providedIn: 'root' })
export class PartingWords {
  private key: string | null = null;

  leave(key: string): void {
    this.key = key;
  }

  /** The words, and they are gone. */
  take(): string | null {
    const { key } = this;
    this.key = null;
    return key;
  }
}

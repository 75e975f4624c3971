import { DOCUMENT, Injectable, inject } from '@angular/core';

/** Copies. Where the browser does not let us (no HTTPS, no permission) it says so by its answer. */
@Injectable({ providedIn: 'root' })
export class Clipboard {
  private readonly navigator = inject(DOCUMENT).defaultView?.navigator;

  async write(text: string): Promise<boolean> {
    // Missing on pages without HTTPS, whatever its type says.
    const clipboard: Navigator['clipboard'] | undefined = this.navigator?.clipboard;
    try {
      await clipboard?.writeText(text);
      return clipboard !== undefined;
    } catch {
      return false;
    }
  }
}

import { DOCUMENT, Injectable, inject } from '@angular/core';
import { DocumentWindow } from './document-window';
import { PictureWindow } from './picture-window';
import { type SmallWindow } from './small-window';

/** What small windows this browser has: with buttons (Chromium), with a picture only (Safari, and phones), or none. */
@Injectable({ providedIn: 'root' })
export class SmallWindows {
  private readonly document = inject(DOCUMENT);
  private readonly withButtons = inject(DocumentWindow);
  private readonly withPicture = inject(PictureWindow);

  readonly isOffered = this.withButtons.isOffered || this.document.pictureInPictureEnabled;

  /** `closed`: not by us. Rejects where the browser refuses: without a touch of the page, or with nothing to show. */
  open(closed: () => void): Promise<SmallWindow> {
    return this.withButtons.isOffered ? this.withButtons.open(closed) : this.withPicture.open(closed);
  }
}

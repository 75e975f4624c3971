import { Injectable, signal } from '@angular/core';

/** The call in a small window above all others, while one works in another program. */
@Injectable({ providedIn: 'root' })
export class PictureInPicture {
  private readonly open = signal(false);

  readonly isOffered = false;
  readonly isOpen = this.open.asReadonly();

  async toggle(): Promise<void> {}
}

import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import { limits, routes } from '@parlour/contracts';
import { Account } from '../core/account/account';
import { ApiFailure, type FailureCode } from '../core/api/api-failure';
import { Notices } from '../core/notices/notices';

/** A file that may become the picture; `url` shows it, in this tab only. */
interface Chosen {
  readonly file: Blob;
  readonly url: string;
}

/**
 * idle ──choose──▶ chosen ──send──▶ sending ──stored──▶ idle
 *  │ remove         │ discard, no picture   │ cancel, failed: back to chosen
 *  ▼                ▼
 * removing ──▶ idle
 */
export type PictureState =
  | { readonly kind: 'idle' }
  | ({ readonly kind: 'chosen' } & Chosen)
  | ({ readonly kind: 'sending'; readonly share: number } & Chosen)
  | { readonly kind: 'removing' };

export const pictureTypes = routes.setAvatar.upload.types;

/** What becomes of one's picture. The server judges the file by its content; here only what is plain at once is refused. */
@Injectable()
export class PictureUpload {
  private readonly account = inject(Account);
  private readonly notices = inject(Notices);
  private readonly current = signal<PictureState>({ kind: 'idle' });
  private readonly problem = signal<FailureCode | null>(null);
  private sending = new AbortController();

  readonly state = this.current.asReadonly();
  /** Why the last thing did not work. What was the picture still is. */
  readonly failure = this.problem.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.sending.abort();
      this.enter({ kind: 'idle' });
    });
  }

  choose(file: Blob): void {
    const { kind } = this.current();
    if (kind === 'sending' || kind === 'removing') return;
    const refused = refusalOf(file);
    if (refused) return this.refuse(refused);
    this.problem.set(null);
    this.enter({ kind: 'chosen', file, url: URL.createObjectURL(file) });
  }

  /** The browser has read the chosen file, of so many pixels in all. */
  handleRead(pixels: number): void {
    if (pixels > limits.avatarMaxPixels) this.refuse('image_too_large');
  }

  /** The chosen file is no picture. */
  handleUnreadable(): void {
    this.refuse('image_invalid');
  }

  discard(): void {
    this.problem.set(null);
    this.enter({ kind: 'idle' });
  }

  /** Gives up what is being sent, and keeps what was chosen. */
  cancel(): void {
    this.sending.abort();
  }

  async send(): Promise<void> {
    const state = this.current();
    if (state.kind !== 'chosen') return;
    const { file, url } = state;
    this.sending = new AbortController();
    const { signal: givenUp } = this.sending;
    this.problem.set(null);
    this.current.set({ kind: 'sending', file, url, share: 0 });
    try {
      await this.account.setPicture(file, { onProgress: (share) => this.progress(share), signal: givenUp });
      this.enter({ kind: 'idle' });
      this.notices.say('account.picture.saved');
    } catch (error) {
      if (this.current().kind !== 'sending') return; // the page is gone
      this.current.set({ kind: 'chosen', file, url });
      if (!givenUp.aborted) this.handleFailure(ApiFailure.of(error).code);
    }
  }

  async remove(): Promise<void> {
    if (this.current().kind !== 'idle') return;
    this.problem.set(null);
    this.current.set({ kind: 'removing' });
    try {
      await this.account.removePicture();
      this.notices.say('account.picture.removed');
    } catch (error) {
      this.problem.set(ApiFailure.of(error).code);
    } finally {
      this.current.set({ kind: 'idle' });
    }
  }

  /** With what may pass the same file can be sent again; what the file is to blame for needs another. */
  private handleFailure(code: FailureCode): void {
    if (['image_invalid', 'image_too_large', 'payload_too_large', 'unsupported_media_type'].includes(code))
      this.refuse(code);
    else this.problem.set(code);
  }

  private refuse(code: FailureCode): void {
    this.enter({ kind: 'idle' });
    this.problem.set(code === 'unsupported_media_type' ? 'image_invalid' : code);
  }

  private progress(share: number): void {
    this.current.update((state) => (state.kind === 'sending' ? { ...state, share } : state));
  }

  /** Leaves the state, and lets the browser forget the file that was shown in it. */
  private enter(next: PictureState): void {
    const state = this.current();
    if (state.kind === 'chosen' || state.kind === 'sending') URL.revokeObjectURL(state.url);
    this.current.set(next);
  }
}

function refusalOf({ type, size }: Blob): FailureCode | null {
  if (!pictureTypes.some((known) => known === type)) return 'image_invalid';
  return size > limits.avatarMaxBytes ? 'payload_too_large' : null;
}

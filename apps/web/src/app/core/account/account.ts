import { Injectable, inject } from '@angular/core';
import {
  type ChangeEmailRequest,
  type ChangePasswordRequest,
  type SelfUser,
  type UpdateProfileRequest,
  routes,
} from '@parlour/contracts';
import { ApiClient } from '../api/api-client';
import { type UploadOptions } from '../api/send-upload';
import { PartingWords } from '../session/parting-words';
import { Session } from '../session/session';

/** What one can change about oneself. Everything rejects with an ApiFailure. */
@Injectable({ providedIn: 'root' })
export class Account {
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  private readonly partingWords = inject(PartingWords);
  /** One change of presence at a time, in the order in which they were made. */
  private presenceChanges: Promise<unknown> = Promise.resolve();
  private presenceChangesWaiting = 0;
  /** What the server is known to hold: what stands when everything that was asked for is answered. */
  private confirmed: SelfUser | null = null;

  readonly user = this.session.user;

  /** Shown at once, and taken back when it fails. */
  async changePresence(
    change: Partial<Pick<SelfUser, 'status' | 'showLastSeen' | 'showRead'>>,
  ): Promise<void> {
    const before = this.user();
    if (!before) return;
    if (this.presenceChangesWaiting++ === 0) this.confirmed = before;
    this.session.update({ ...before, ...change });
    const changing = this.presenceChanges.then(() => this.api.call(routes.updatePresence, { body: change }));
    this.presenceChanges = changing.catch(() => undefined);
    try {
      this.confirmed = await changing;
    } finally {
      if (--this.presenceChangesWaiting === 0) this.showConfirmed();
    }
  }

  async saveProfile(body: UpdateProfileRequest): Promise<void> {
    this.session.update(await this.api.call(routes.updateProfile, { body }));
  }

  async setPicture(file: Blob, options: UploadOptions): Promise<void> {
    this.session.update(await this.api.upload(routes.setAvatar, { upload: file }, options));
  }

  async removePicture(): Promise<void> {
    this.session.update(await this.api.call(routes.removeAvatar));
  }

  async changeEmail(body: ChangeEmailRequest): Promise<void> {
    this.session.update(await this.api.call(routes.changeEmail, { body }));
  }

  /** Every other session ends. */
  async changePassword(body: ChangePasswordRequest): Promise<void> {
    await this.api.call(routes.changePassword, { body });
  }

  /** For good: when this resolves, nobody is signed in. */
  async delete(password: string): Promise<void> {
    // Left before the server is asked: its socket may say that the session is over before the answer is here.
    this.partingWords.leave('account.delete.done');
    try {
      await this.session.leave(() => this.api.call(routes.deleteAccount, { body: { password } }));
    } catch (error) {
      this.partingWords.take();
      throw error;
    }
  }

  private showConfirmed(): void {
    const now = this.user();
    if (!now || !this.confirmed) return;
    const { status, showLastSeen, showRead } = this.confirmed;
    this.session.update({ ...now, status, showLastSeen, showRead });
  }
}

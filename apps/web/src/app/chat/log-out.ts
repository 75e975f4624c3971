import { Injectable, inject } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { Confirm } from '../core/confirm/confirm-dialog';
import { Notices } from '../core/notices/notices';
import { Session } from '../core/session/session';
import { Drafts } from './drafts';
import { Outbox } from './outbox';
import { forgetOutbox } from './outbox-storage';

/** Logs out by one's own word: asks where something is unsent, and leaves nothing written here in the browser. */
@Injectable({ providedIn: 'root' })
export class LogOut {
  private readonly session = inject(Session);
  private readonly outbox = inject(Outbox);
  private readonly drafts = inject(Drafts);
  private readonly confirm = inject(Confirm);
  private readonly notices = inject(Notices);
  private readonly transloco = inject(TranslocoService);

  /** Never rejects: what fails is said. */
  async logOut(): Promise<void> {
    if (await this.mayGo()) await this.leave(() => this.session.logOut());
  }

  /** The same, on all devices. */
  async logOutEverywhere(): Promise<void> {
    if (await this.mayGo()) await this.leave(() => this.session.logOutEverywhere());
  }

  /** Still signed in where the server cannot be reached: then all of it stays. */
  private async leave(byOurWord: () => Promise<void>): Promise<void> {
    const userId = this.session.user()?.id;
    try {
      await byOurWord();
    } catch (error) {
      return this.notices.sayFailure(error);
    }
    if (userId === undefined) return;
    this.drafts.forget(userId);
    await forgetOutbox(userId);
  }

  private async mayGo(): Promise<boolean> {
    const count = this.outbox.messages().length;
    if (count === 0) return true;
    const say = (key: string): string => this.transloco.translate(`chat.unsent.${key}`, { count });
    return this.confirm.ask({
      title: say(count === 1 ? 'titleOne' : 'title'),
      text: say('text'),
      action: say('action'),
    });
  }
}

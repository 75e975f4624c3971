import { Injectable, computed, inject } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { type CallPlace, linkTo } from '../call/call-place';
import { OngoingCall } from '../call/ongoing-call';
import { Confirm } from '../core/confirm/confirm-dialog';
import { Realtime } from '../core/realtime/realtime';
import { RingStore } from './ring-store';

/** Calls a friend, from anywhere: from their card, their chat, or the log. */
@Injectable({ providedIn: 'root' })
export class Calling {
  private readonly router = inject(Router);
  private readonly rings = inject(RingStore);
  private readonly ongoing = inject(OngoingCall);
  private readonly transloco = inject(TranslocoService);
  private readonly confirm = inject(Confirm);

  private readonly state = inject(Realtime).state;
  /** Whether there is a connection to ring over, and no call on its way already. */
  readonly canCall = computed(() => this.state() === 'online' && this.rings.dialling() === null);

  /**
   * Goes to the direct chat of the two and rings there. In another call it asks first, since that ends with it; in the
   * call of that chat it only goes there. Never rejects: how it went is shown in the chat.
   */
  async call(person: { userId: string; chatId: string }, { video }: { video: boolean }): Promise<void> {
    const place: CallPlace = { kind: 'direct', chatId: person.chatId };
    const isThere = this.ongoing.isAt(place);
    if (!isThere && this.ongoing.place() !== null && !(await this.isWantedInstead())) return;
    await this.router.navigate(linkTo(place));
    if (!isThere) await this.rings.call({ ...person, video });
  }

  private isWantedInstead(): Promise<boolean> {
    const place = this.ongoing.place();
    return this.confirm.ask({
      title: this.transloco.translate('ring.instead.title'),
      text:
        place?.kind === 'room'
          ? this.transloco.translate('ring.instead.room', { title: place.title })
          : this.transloco.translate('ring.instead.direct'),
      action: this.transloco.translate('ring.instead.action'),
    });
  }
}

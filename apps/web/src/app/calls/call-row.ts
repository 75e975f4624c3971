import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import {
  LucideMessageSquare,
  LucidePhone,
  LucidePhoneIncoming,
  LucidePhoneMissed,
  LucidePhoneOutgoing,
  LucideVideo,
} from '@lucide/angular';
import { type CallRecord } from '@parlour/contracts';
import { IconButton } from '@parlour/ui';
import { ChatDates } from '../chat/chat-dates';
import { CallWords, isMissed } from '../core/direct-chats/call-words';
import { PeopleStore } from '../core/people/people-store';
import { UserAvatar } from '../core/users/user-avatar';
import { UserName, UserNames } from '../core/users/user-names';
import { ParlourPerson } from '../people/parlour-person';
import { Calling } from '../ring/calling';

/** One call of the log, and the ways back to its person. */
@Component({
  selector: 'parlour-call-row',
  imports: [
    IconButton,
    LucideMessageSquare,
    LucidePhone,
    LucidePhoneIncoming,
    LucidePhoneMissed,
    LucidePhoneOutgoing,
    LucideVideo,
    ParlourPerson,
    RouterLink,
    TranslocoPipe,
    UserAvatar,
    UserName,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './call-row.html',
  styleUrls: ['../people/person-line.css', './call-row.css'],
})
export class CallRow {
  private readonly transloco = inject(TranslocoService);
  private readonly callWords = inject(CallWords);
  private readonly dates = inject(ChatDates);
  private readonly people = inject(PeopleStore);
  private readonly names = inject(UserNames);
  protected readonly calling = inject(Calling);

  readonly call = input.required<CallRecord>();

  private readonly mine = computed(() => this.call().direction === 'outgoing');
  protected readonly missed = computed(() => isMissed(this.call(), this.mine()));
  protected readonly direction = computed(() => (this.missed() ? 'missed' : this.call().direction));
  protected readonly directionWords = computed(() => {
    this.transloco.activeLang();
    return this.transloco.translate<string>(`calls.${this.direction()}`);
  });
  protected readonly words = computed(() => this.callWords.of(this.call(), this.mine()));
  protected readonly time = computed(() => this.dates.time(new Date(this.call().startedAt)));
  protected readonly name = computed(() => this.names.of(this.call().person));
  protected readonly isFriend = computed(() => this.people.of(this.call().person.id)?.relation === 'friends');

  protected callBack(): void {
    const { chatId, person, video } = this.call();
    void this.calling.call({ userId: person.id, chatId }, { video });
  }
}

import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { LucideHash, LucideUserRound } from '@lucide/angular';
import { type Message, type SearchHit as Hit } from '@parlour/contracts';
import { ChatDates } from '../chat/chat-dates';
import { Moments } from '../core/i18n/moments';
import { MessageLine } from '../core/message-line/message-line';
import { Minute } from '../core/presence/minute';
import { Session } from '../core/session/session';
import { UserAvatar } from '../core/users/user-avatar';
import { UserName, UserNames } from '../core/users/user-names';
import { plainText } from '../message-text/plain-text';
import { excerptOf, segmentsOf } from './marked-text';

/** A message that was found, between its neighbours; the whole of it leads there. */
@Component({
  selector: 'parlour-search-hit',
  imports: [LucideHash, LucideUserRound, RouterLink, UserAvatar, UserName],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './search-hit.html',
  styleUrl: './search-hit.css',
})
export class SearchHit {
  private readonly dates = inject(ChatDates);
  private readonly minute = inject(Minute);
  private readonly moments = inject(Moments);
  private readonly names = inject(UserNames);
  private readonly line = inject(MessageLine);
  private readonly transloco = inject(TranslocoService);
  private readonly self = inject(Session).user;

  readonly hit = input.required<Hit>();
  /** What was looked for. */
  readonly terms = input.required<readonly string[]>();

  protected readonly message = computed(() => this.hit().message);
  protected readonly place = computed(() => {
    const { place } = this.hit();
    if (place.kind === 'direct') return { name: this.names.of(place.user), chat: '' };
    return { name: place.roomTitle, chat: place.main ? '' : place.chatName };
  });
  protected readonly path = computed(() => {
    const { place } = this.hit();
    if (place.kind === 'direct') return ['/direct', place.chatId];
    return ['/rooms', place.slug, ...(place.main ? [] : [place.chatId])];
  });
  protected readonly time = computed(() =>
    this.dates.short(new Date(this.message().createdAt), new Date(this.minute.now())),
  );
  protected readonly fullTime = computed(() => this.moments.full(this.message().createdAt));
  protected readonly segments = computed(() => {
    const text = this.lineOf(this.message());
    return segmentsOf(excerptOf(text, this.terms()), this.terms());
  });
  /** Names of files below a text; without a text they stand in its place. */
  protected readonly files = computed(() => {
    const { text, attachments = [] } = this.message();
    return text.trim() === '' ? [] : attachments.map(({ name }) => segmentsOf(name, this.terms()));
  });
  protected readonly label = computed(() => {
    this.transloco.activeLang();
    const { name, chat } = this.place();
    return this.transloco.translate<string>('search.open', {
      name: this.names.of(this.message().author),
      place: chat ? `${name}, ${chat}` : name,
      when: this.fullTime(),
    });
  });

  protected lineOf(message: Message): string {
    const text = plainText(message.text);
    return this.line.of({ ...message, text }, message.author.id === this.self()?.id);
  }
}

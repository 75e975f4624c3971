import { A11yModule } from '@angular/cdk/a11y';
import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  output,
  untracked,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideBan, LucideMessageSquare, LucideUserMinus, LucideX } from '@lucide/angular';
import { type Person, type User } from '@parlour/contracts';
import { Button, IconButton, Notice, Skeleton } from '@parlour/ui';
import { ErrorWords } from '../core/i18n/error-words';
import { PeopleStore } from '../core/people/people-store';
import { PresenceWords } from '../core/presence/presence-words';
import { Presences } from '../core/presence/presences';
import { Session } from '../core/session/session';
import { KnownUsers } from '../core/users/known-users';
import { UserAvatar } from '../core/users/user-avatar';
import { UserName } from '../core/users/user-names';
import { CallButtons } from './call-buttons';
import { PersonActions } from './person-actions';
import { ProfileStore } from './profile-store';
import { RelationActions } from './relation-actions';

/** Who somebody is, what they are to me, and what I can do about it. */
@Component({
  selector: 'parlour-person-card',
  imports: [
    A11yModule,
    Button,
    CallButtons,
    IconButton,
    LucideBan,
    LucideMessageSquare,
    LucideUserMinus,
    LucideX,
    Notice,
    RelationActions,
    RouterLink,
    Skeleton,
    TranslocoPipe,
    UserAvatar,
    UserName,
  ],
  providers: [ProfileStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './person-card-panel.html',
  styleUrl: './person-card-panel.css',
  host: { '[class.sheet]': 'sheet()' },
})
export class PersonCardPanel {
  private readonly people = inject(PeopleStore);
  private readonly presences = inject(Presences);
  private readonly presenceWords = inject(PresenceWords);
  private readonly known = inject(KnownUsers);
  private readonly self = inject(Session).user;
  protected readonly profile = inject(ProfileStore);
  protected readonly actions = inject(PersonActions);
  protected readonly errorWords = inject(ErrorWords);

  readonly user = input.required<User>();
  /** At the lower edge of a phone. */
  readonly sheet = input(false);
  readonly closed = output();

  protected readonly latest = computed(() => this.known.latest(this.user()));
  protected readonly isMe = computed(() => this.user().id === this.self()?.id);
  protected readonly bio = computed(
    () => (this.isMe() ? this.self()?.bio : this.profile.profile()?.bio) ?? '',
  );
  protected readonly presence = computed(() => this.presences.of(this.user().id));
  protected readonly presenceText = computed(() => this.presenceWords.of(this.presence()));
  /** What they are to me; null while it is not known. */
  protected readonly person = computed<Person | null>(() => {
    const profile = this.profile.profile();
    if (profile) return this.people.latest(profile);
    const user = this.user();
    const nobody: Person = { user, relation: 'none', since: null, chatId: null, presence: null };
    return this.people.of(user.id) ?? (this.people.state().kind === 'ready' ? nobody : null);
  });

  private readonly head = viewChild.required<ElementRef<HTMLElement>>('head');

  constructor() {
    // Its beginning, and not its first button: who listens hears whose card it is.
    afterNextRender(() => this.head().nativeElement.focus({ preventScroll: true }));
    effect(() => {
      const user = this.user();
      untracked(() => {
        if (!this.isMe() && !this.latest().deleted) this.profile.open(user.username);
      });
    });
  }

  /** Closes first: what asks for a confirmation, or leads to another page, gets the screen for itself. */
  protected leaveFor(action: () => Promise<void>): void {
    this.closed.emit();
    void action();
  }
}

import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  signal,
  untracked,
} from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { LucideLogOut, LucideUserMinus, LucideX } from '@lucide/angular';
import { type Presence, type Room, type RoomMember, username as usernameSchema } from '@parlour/contracts';
import { Button, Control, Field, IconButton, Notice, Skeleton } from '@parlour/ui';
import { Confirm } from '../core/confirm/confirm-dialog';
import { ErrorWords } from '../core/i18n/error-words';
import { Notices } from '../core/notices/notices';
import { PresenceWords } from '../core/presence/presence-words';
import { Presences } from '../core/presence/presences';
import { Session } from '../core/session/session';
import { UserAvatar } from '../core/users/user-avatar';
import { UserName, UserNames } from '../core/users/user-names';
import { PaneLayout } from '../panes/pane-layout';
import { ParlourPerson } from '../people/parlour-person';
import { MembersStore } from './members-store';
import { RoomStore } from './room-store';

/** Who belongs to the room; its owner brings people in and removes them; everybody can leave. */
@Component({
  selector: 'parlour-members-panel',
  imports: [
    Button,
    Control,
    Field,
    IconButton,
    LucideLogOut,
    LucideUserMinus,
    LucideX,
    Notice,
    ParlourPerson,
    Skeleton,
    TranslocoPipe,
    UserAvatar,
    UserName,
  ],
  providers: [MembersStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './members-panel.html',
  styleUrls: ['../people/person-line.css', './members-panel.css'],
})
export class MembersPanel {
  private readonly transloco = inject(TranslocoService);
  private readonly confirm = inject(Confirm);
  private readonly rooms = inject(RoomStore);
  private readonly router = inject(Router);
  private readonly errorWords = inject(ErrorWords);
  private readonly notices = inject(Notices);
  private readonly presences = inject(Presences);
  private readonly presenceWords = inject(PresenceWords);
  protected readonly names = inject(UserNames);
  protected readonly layout = inject(PaneLayout);
  protected readonly store = inject(MembersStore);
  protected readonly self = inject(Session).user;

  readonly room = input.required<Room>();

  protected readonly isOwner = computed(() => this.room().role === 'owner');
  protected readonly newName = signal('');
  protected readonly addError = signal<string | null>(null);
  protected readonly adding = signal(false);
  protected readonly inCall = computed(() => new Set(this.room().live.map(({ id }) => id)));

  constructor() {
    const id = computed(() => this.room().id);
    effect(() => {
      id();
      untracked(() => this.store.open(this.room().slug, this.room().id));
    });
  }

  /** Of friends, and of those who have the room open as we have. */
  protected presenceOf({ user }: RoomMember): Presence | null {
    return user.id === this.self()?.id ? null : this.presences.of(user.id);
  }

  protected presenceTextOf(member: RoomMember): string | null {
    return this.presenceWords.of(this.presenceOf(member));
  }

  protected async add(): Promise<void> {
    const name = usernameSchema.safeParse(this.newName());
    if (!name.success) return this.addError.set(this.transloco.translate('room.addWhom'));
    this.adding.set(true);
    this.addError.set(null);
    try {
      await this.store.add(name.data);
      this.newName.set('');
    } catch (error) {
      this.addError.set(this.errorWords.of(error));
    } finally {
      this.adding.set(false);
    }
  }

  protected async remove(member: RoomMember): Promise<void> {
    const name = this.names.of(member.user);
    const sure = await this.confirm.ask({
      title: this.transloco.translate('room.removeTitle', { name }),
      text: this.transloco.translate('room.removeText', { name }),
      action: this.transloco.translate('room.remove'),
    });
    if (sure) await this.store.remove(member).catch((error: unknown) => this.notices.sayFailure(error));
  }

  protected async leave(): Promise<void> {
    const { title, memberCount } = this.room();
    const kind = memberCount <= 1 ? 'last' : this.isOwner() ? 'owner' : 'member';
    const sure = await this.confirm.ask({
      title: this.transloco.translate('room.leaveTitle', { title }),
      text: this.transloco.translate(`room.leaveText.${kind}`),
      action: this.transloco.translate(kind === 'last' ? 'room.leaveAndClose' : 'room.leave'),
    });
    if (!sure) return;
    try {
      await this.rooms.leave();
      await this.router.navigateByUrl('/');
    } catch (error) {
      this.notices.sayFailure(error);
    }
  }

  protected loadMore(): void {
    this.store.loadMore().catch((error: unknown) => this.notices.sayFailure(error));
  }
}

import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  signal,
  untracked,
} from '@angular/core';
import { MatDialogClose, MatDialogRef } from '@angular/material/dialog';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideBellRing } from '@lucide/angular';
import { type Person, limits } from '@parlour/contracts';
import { Button, DialogFrame, Notice } from '@parlour/ui';
import { ErrorWords } from '../core/i18n/error-words';
import { PeopleStore } from '../core/people/people-store';
import { PresenceWords } from '../core/presence/presence-words';
import { UserAvatar } from '../core/users/user-avatar';
import { UserName, UserNames } from '../core/users/user-names';
import { RingStore } from '../ring/ring-store';
import { CallMedia } from './devices/call-media';
import { CallStore } from './call-store';

/** Beyond so many one searches rather than reads. */
const searchFrom = 6;

/** Rings a friend into the call that goes on: who is there first. */
@Component({
  selector: 'parlour-add-person-dialog',
  imports: [Button, DialogFrame, LucideBellRing, MatDialogClose, Notice, TranslocoPipe, UserAvatar, UserName],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './add-person-dialog.html',
  styleUrl: './add-person-dialog.css',
})
export class AddPersonDialog {
  private readonly people = inject(PeopleStore);
  private readonly presenceWords = inject(PresenceWords);
  private readonly names = inject(UserNames);
  private readonly calls = inject(CallStore);
  private readonly media = inject(CallMedia);
  private readonly rings = inject(RingStore);
  private readonly errorWords = inject(ErrorWords);

  protected readonly wanted = signal('');
  protected readonly failure = signal<string | null>(null);
  protected readonly ringing = signal<string | null>(null);
  protected readonly isSearchable = computed(() => this.people.friends().length >= searchFrom);
  protected readonly hasFriends = computed(() => this.people.friends().length > 0);
  protected readonly friends = computed(() => {
    const wanted = this.wanted().trim().toLocaleLowerCase();
    return this.people
      .friends()
      .filter(
        ({ user }) =>
          user.username.includes(wanted) || this.names.of(user).toLocaleLowerCase().includes(wanted),
      );
  });
  private readonly present = computed(
    () =>
      new Set(
        this.calls
          .call()
          ?.others()
          .map(({ user }) => user.id) ?? [],
      ),
  );
  private readonly rung = computed(() => new Set(this.rings.outgoing().map(({ callee }) => callee.id)));
  protected readonly isFull = computed(
    () => this.present().size + this.rung().size + 1 >= limits.meshMaxParticipants,
  );

  constructor() {
    const dialog = inject<MatDialogRef<AddPersonDialog>>(MatDialogRef);
    effect(() => {
      if (this.calls.call() === null) untracked(() => dialog.close()); // the call has ended
    });
  }

  /** What keeps this friend from being rung; null: nothing. */
  protected stateOf({ user }: Person): 'inside' | 'ringing' | null {
    if (this.present().has(user.id)) return 'inside';
    return this.rung().has(user.id) || this.ringing() === user.id ? 'ringing' : null;
  }

  protected presenceOf({ presence }: Person): string | null {
    return this.presenceWords.of(presence);
  }

  protected async ring({ user }: Person): Promise<void> {
    const call = this.calls.call();
    if (!call) return;
    this.failure.set(null);
    this.ringing.set(user.id);
    try {
      await this.rings.invite(user.id, call.callId, this.media.sending());
    } catch (error) {
      this.failure.set(this.errorWords.of(error));
    } finally {
      this.ringing.set(null);
    }
  }
}

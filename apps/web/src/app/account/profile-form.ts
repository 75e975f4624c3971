import { Component, computed, inject, linkedSignal } from '@angular/core';
import {
  FormField,
  FormRoot,
  type TreeValidationResult,
  form,
  validateStandardSchema,
} from '@angular/forms/signals';
import { TranslocoPipe } from '@jsverse/transloco';
import { type SelfUser, charsIn, limits, updateProfileRequest } from '@parlour/contracts';
import { Button, Control, Field, Notice } from '@parlour/ui';
import { Account } from '../core/account/account';
import { fieldWords } from '../core/forms/field-words';
import { focusFirstError } from '../core/forms/focus-first-error';
import { Sending } from '../core/forms/sending';
import { ErrorWords } from '../core/i18n/error-words';
import { Notices } from '../core/notices/notices';

interface Profile {
  readonly displayName: string;
  readonly bio: string;
}

const profileOf = (user: SelfUser | null): Profile => ({
  displayName: user?.displayName ?? '',
  bio: user?.bio ?? '',
});

const isSame = (a: Profile, b: Profile): boolean => a.displayName === b.displayName && a.bio === b.bio;

/** What others read of one: the name, and a few words. */
@Component({
  selector: 'parlour-profile-form',
  imports: [Button, Control, Field, FormField, FormRoot, Notice, TranslocoPipe],
  templateUrl: './profile-form.html',
  styleUrl: './account-form.css',
})
export class ProfileForm {
  private readonly account = inject(Account);
  private readonly notices = inject(Notices);
  protected readonly errorWords = inject(ErrorWords);

  protected readonly username = computed(() => this.account.user()?.username ?? '');
  /** What was not touched here follows a change from another device, so that saving does not undo it. */
  private readonly model = linkedSignal<Profile, Profile>({
    source: computed(() => profileOf(this.account.user())),
    computation: (now, before) => {
      if (!before) return now;
      const { source: was, value: shown } = before;
      return {
        displayName: shown.displayName === was.displayName ? now.displayName : shown.displayName,
        bio: shown.bio === was.bio ? now.bio : shown.bio,
      };
    },
  });
  protected readonly form = form(
    this.model,
    (path) => validateStandardSchema(path, updateProfileRequest.required()),
    { submission: { action: () => this.save(), onInvalid: focusFirstError } },
  );
  private readonly sending = new Sending();
  protected readonly failure = this.sending.failure;
  protected readonly nameError = computed(() =>
    fieldWords(this.form.displayName(), 'account.profile.displayNameRule'),
  );
  protected readonly bioError = computed(() => fieldWords(this.form.bio(), 'account.profile.bioRule'));
  protected readonly bioCount = computed(() => ({
    count: charsIn(this.model().bio.trim()),
    max: limits.bioMaxChars,
  }));

  private save(): Promise<TreeValidationResult> {
    const { displayName, bio } = this.form;
    return this.sending.send(
      async () => {
        const sent = this.model();
        await this.account.saveProfile(sent);
        // What was typed meanwhile is not saved, and stays.
        if (isSame(this.model(), sent)) this.form().reset(profileOf(this.account.user()));
        this.notices.say('account.profile.saved');
      },
      { displayName, bio },
    );
  }
}

import { Component, computed, inject, signal } from '@angular/core';
import {
  FormField,
  FormRoot,
  type TreeValidationResult,
  form,
  validateStandardSchema,
} from '@angular/forms/signals';
import { MatDialogClose, MatDialogRef } from '@angular/material/dialog';
import { Router } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { LucideGlobe, LucideLock } from '@lucide/angular';
import { type RoomVisibility, createRoomRequest } from '@parlour/contracts';
import { Button, type Choice, Choices, Control, DialogFrame, Field, Notice } from '@parlour/ui';
import { fieldWords } from '../core/forms/field-words';
import { focusFirstError } from '../core/forms/focus-first-error';
import { Sending } from '../core/forms/sending';
import { ErrorWords } from '../core/i18n/error-words';
import { MyRooms } from '../core/rooms/my-rooms';

@Component({
  selector: 'parlour-create-room-dialog',
  imports: [
    Button,
    Choices,
    Control,
    DialogFrame,
    Field,
    FormField,
    FormRoot,
    MatDialogClose,
    Notice,
    TranslocoPipe,
  ],
  templateUrl: './create-room-dialog.html',
  styleUrl: './create-room-dialog.css',
})
export class CreateRoomDialog {
  private readonly myRooms = inject(MyRooms);
  private readonly router = inject(Router);
  private readonly transloco = inject(TranslocoService);
  private readonly dialog = inject<MatDialogRef<CreateRoomDialog>>(MatDialogRef);
  protected readonly errorWords = inject(ErrorWords);

  private readonly model = signal({ title: '', description: '', visibility: 'public' as RoomVisibility });
  protected readonly form = form(this.model, (path) => validateStandardSchema(path, createRoomRequest), {
    submission: {
      action: () => this.create(),
      onInvalid: focusFirstError,
    },
  });
  protected readonly visibilities = computed((): Choice<RoomVisibility>[] => {
    this.transloco.activeLang();
    return (['public', 'private'] as const).map((value) => ({
      value,
      label: this.transloco.translate(`home.visibility.${value}`),
      meaning: this.transloco.translate(`home.meaning.${value}`),
      icon: value === 'public' ? LucideGlobe : LucideLock,
    }));
  });
  private readonly sending = new Sending();
  protected readonly failure = this.sending.failure;
  protected readonly titleError = computed(() => fieldWords(this.form.title(), 'home.rules.title'));
  protected readonly descriptionError = computed(() =>
    fieldWords(this.form.description(), 'home.rules.description'),
  );

  private create(): Promise<TreeValidationResult> {
    return this.sending.send(async () => {
      const { slug } = await this.myRooms.create(this.model());
      this.dialog.close();
      await this.router.navigate(['/rooms', slug]);
    }, {});
  }
}

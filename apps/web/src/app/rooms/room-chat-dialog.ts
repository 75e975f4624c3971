import { Component, computed, inject, signal } from '@angular/core';
import {
  FormField,
  FormRoot,
  type TreeValidationResult,
  form,
  validateStandardSchema,
} from '@angular/forms/signals';
import { MAT_DIALOG_DATA, MatDialogClose, MatDialogRef } from '@angular/material/dialog';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { type RoomChat, createRoomChatRequest } from '@parlour/contracts';
import { Button, Control, DialogFrame, Field, Notice } from '@parlour/ui';
import { fieldWords } from '../core/forms/field-words';
import { focusFirstError } from '../core/forms/focus-first-error';
import { Sending } from '../core/forms/sending';
import { ErrorWords } from '../core/i18n/error-words';
import { RoomChats } from '../core/room-chats/room-chats';

export interface RoomChatDialogData {
  readonly slug: string;
  /** Null: a new one is made. */
  readonly chat: RoomChat | null;
}

/** Opens another chat in a room, or says what one is called and what it is for. */
@Component({
  selector: 'parlour-room-chat-dialog',
  imports: [Button, Control, DialogFrame, Field, FormField, FormRoot, MatDialogClose, Notice, TranslocoPipe],
  template: `
    <form [formRoot]="form">
      <parlour-dialog-frame [title]="'rooms.chat.' + (data.chat ? 'edit' : 'new') | transloco">
        <div class="fields">
          @if (failure(); as failed) {
            <parlour-notice tone="danger">{{ errorWords.of(failed) }}</parlour-notice>
          }
          <parlour-field [label]="'rooms.chat.fields.name' | transloco" [error]="nameError() | transloco">
            <input
              parlourControl
              [formField]="form.name"
              [attr.placeholder]="'rooms.chat.fields.nameExample' | transloco"
              autocomplete="off"
            />
          </parlour-field>
          <parlour-field
            [label]="'rooms.chat.fields.description' | transloco"
            [error]="descriptionError() | transloco"
          >
            <textarea parlourControl [formField]="form.description" rows="2"></textarea>
          </parlour-field>
        </div>
        <button dialogActions parlourButton variant="outline" type="button" matDialogClose>
          {{ 'app.cancel' | transloco }}
        </button>
        <button dialogActions parlourButton type="submit" [busy]="form().submitting()">
          {{ 'rooms.chat.' + (data.chat ? 'save' : 'create') | transloco }}
        </button>
      </parlour-dialog-frame>
    </form>
  `,
  styles: `
    form {
      display: contents;
    }

    .fields {
      display: grid;
      gap: var(--space-4);
    }
  `,
})
export class RoomChatDialog {
  private readonly roomChats = inject(RoomChats);
  private readonly router = inject(Router);
  private readonly dialog = inject<MatDialogRef<RoomChatDialog>>(MatDialogRef);
  protected readonly errorWords = inject(ErrorWords);
  protected readonly data = inject<RoomChatDialogData>(MAT_DIALOG_DATA);

  private readonly model = signal({
    name: this.data.chat?.name ?? '',
    description: this.data.chat?.description ?? '',
  });
  protected readonly form = form(this.model, (path) => validateStandardSchema(path, createRoomChatRequest), {
    submission: { action: () => this.save(), onInvalid: focusFirstError },
  });
  private readonly sending = new Sending();
  protected readonly failure = this.sending.failure;
  protected readonly nameError = computed(() => fieldWords(this.form.name(), 'rooms.chat.rules.name'));
  protected readonly descriptionError = computed(() =>
    fieldWords(this.form.description(), 'rooms.chat.rules.description'),
  );

  private save(): Promise<TreeValidationResult> {
    const { slug, chat } = this.data;
    return this.sending.send(async () => {
      if (chat) {
        await this.roomChats.update(slug, chat.id, this.model());
        return this.dialog.close();
      }
      const { id } = await this.roomChats.create(slug, this.model());
      this.dialog.close();
      await this.router.navigate(['/rooms', slug, id]);
    }, {});
  }
}

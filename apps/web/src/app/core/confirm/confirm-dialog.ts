import { ChangeDetectionStrategy, Component, Injectable, inject } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialog, MatDialogClose } from '@angular/material/dialog';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button, DialogFrame } from '@parlour/ui';
import { firstValueFrom } from 'rxjs';

/** What is about to happen, in words of the person's language. */
export interface Question {
  readonly title: string;
  readonly text: string;
  /** What the button says that does it. */
  readonly action: string;
}

@Component({
  selector: 'parlour-confirm-dialog',
  imports: [Button, DialogFrame, MatDialogClose, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <parlour-dialog-frame [title]="question.title">
      <p>{{ question.text }}</p>
      <button dialogActions parlourButton variant="outline" type="button" [matDialogClose]="false">
        {{ 'app.cancel' | transloco }}
      </button>
      <button dialogActions parlourButton variant="danger" type="button" [matDialogClose]="true">
        {{ question.action }}
      </button>
    </parlour-dialog-frame>
  `,
})
export class ConfirmDialog {
  protected readonly question = inject<Question>(MAT_DIALOG_DATA);
}

/** Asks before something that cannot be taken back. */
@Injectable({ providedIn: 'root' })
export class Confirm {
  private readonly dialog = inject(MatDialog);

  async ask(question: Question): Promise<boolean> {
    const opened = this.dialog.open<ConfirmDialog, Question, boolean>(ConfirmDialog, {
      data: question,
      width: '440px',
      maxWidth: 'calc(100vw - 32px)',
    });
    return (await firstValueFrom(opened.afterClosed())) ?? false;
  }
}

import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { MatDialogActions, MatDialogContent, MatDialogTitle } from '@angular/material/dialog';

/** The inside of a dialog that MatDialog opened: a title that names it, a body that scrolls, actions (`dialogActions`). */
@Component({
  selector: 'parlour-dialog-frame',
  imports: [MatDialogTitle, MatDialogContent, MatDialogActions],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2 matDialogTitle class="title">{{ title() }}</h2>
    <div matDialogContent class="body"><ng-content /></div>
    <div matDialogActions class="actions"><ng-content select="[dialogActions]" /></div>
  `,
  styleUrl: './dialog-frame.css',
})
export class DialogFrame {
  readonly title = input.required<string>();
}

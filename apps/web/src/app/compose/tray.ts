import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideCircleAlert, LucideFile, LucideRotateCw, LucideX } from '@lucide/angular';
import { limits } from '@parlour/contracts';
import { IconButton, Progress } from '@parlour/ui';
import { FileSize, FileSizes } from '../attachments/file-size';
import { ErrorWords } from '../core/i18n/error-words';
import { Settings } from '../core/api/settings';
import { TranslocoService } from '@jsverse/transloco';
import { type ApiFailure } from '../core/api/api-failure';
import { AttachmentTray } from './attachment-tray';
import { type TrayFile } from './tray-file';

/** The files that go with the message that is being written: how far each is, and what is wrong with it. */
@Component({
  selector: 'parlour-tray',
  imports: [
    FileSize,
    IconButton,
    LucideCircleAlert,
    LucideFile,
    LucideRotateCw,
    LucideX,
    Progress,
    TranslocoPipe,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './tray.html',
  styleUrl: './tray.css',
})
export class Tray {
  readonly files = input.required<readonly TrayFile[]>();

  private readonly errorWords = inject(ErrorWords);
  private readonly sizes = inject(FileSizes);
  private readonly transloco = inject(TranslocoService);
  private readonly maxBytes = signal<number>(limits.attachmentMaxBytes);
  protected readonly tray = inject(AttachmentTray);

  constructor() {
    void inject(Settings)
      .read()
      .then(({ attachmentMaxBytes }) => this.maxBytes.set(attachmentMaxBytes));
  }

  protected wordsOf(failure: ApiFailure): string {
    if (failure.code !== 'payload_too_large') return this.errorWords.of(failure);
    this.transloco.activeLang();
    return this.transloco.translate('compose.files.tooLarge', { size: this.sizes.of(this.maxBytes()) });
  }
}

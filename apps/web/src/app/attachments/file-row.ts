import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideDownload, LucideFile } from '@lucide/angular';
import { type Attachment } from '@parlour/contracts';
import { attachmentUrl } from './attachment-url';
import { FileSize } from './file-size';

/** A file by its name and size; a click downloads it. */
@Component({
  selector: 'parlour-file-row',
  imports: [FileSize, LucideDownload, LucideFile, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <a class="file" [href]="urlOf(file())" [attr.download]="file().name">
      <svg lucideFile></svg>
      <span class="words">
        <span class="visually-hidden">{{ 'attachments.download' | transloco }}</span>
        <bdi class="name" [textContent]="file().name"></bdi>
        <span class="size">{{ file().sizeBytes | fileSize }}</span>
      </span>
      <svg lucideDownload [size]="18"></svg>
    </a>
  `,
  styles: `
    :host {
      display: block;
      width: min(100%, 360px);
    }

    .file {
      display: flex;
      align-items: center;
      gap: var(--space-3);
      min-height: var(--touch-target);
      padding: var(--space-2) var(--space-3);
      border: 1px solid var(--color-line);
      border-radius: var(--radius-control);
      background: var(--color-raised);
      color: var(--color-ink);
      text-decoration: none;
    }

    .file:hover {
      background: var(--color-hover);
    }

    .file svg {
      color: var(--color-ink-muted);
    }

    .words {
      display: grid;
      flex: 1;
      min-width: 0;
    }

    .name {
      overflow: hidden;
      font: var(--text-label);
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    .size {
      color: var(--color-ink-muted);
      font: var(--text-small);
      font-variant-numeric: tabular-nums;
    }
  `,
})
export class FileRow {
  readonly file = input.required<Attachment>();
  protected readonly urlOf = attachmentUrl;
}

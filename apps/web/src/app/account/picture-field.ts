import {
  Component,
  type ElementRef,
  afterRenderEffect,
  computed,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { Button, Notice, Progress } from '@parlour/ui';
import { ApiFailure } from '../core/api/api-failure';
import { ErrorWords } from '../core/i18n/error-words';
import { Session } from '../core/session/session';
import { UserAvatar } from '../core/users/user-avatar';
import { PictureUpload, pictureTypes } from './picture-upload';

/** One's picture: chosen or dropped, looked at, and sent. */
@Component({
  selector: 'parlour-picture-field',
  imports: [Button, Notice, Progress, TranslocoPipe, UserAvatar],
  providers: [PictureUpload],
  templateUrl: './picture-field.html',
  styleUrl: './picture-field.css',
  host: {
    role: 'group',
    '[attr.aria-label]': 'label()',
    '[class.dragging]': 'dragging()',
    '(dragover)': 'handleDragOver($event)',
    '(dragleave)': 'dragging.set(false)',
    '(drop)': 'handleDrop($event)',
  },
})
export class PictureField {
  protected readonly upload = inject(PictureUpload);
  private readonly errorWords = inject(ErrorWords);
  protected readonly user = inject(Session).user;

  private readonly transloco = inject(TranslocoService);
  protected readonly label = computed(() => {
    this.transloco.activeLang();
    return this.transloco.translate<string>('account.picture.name');
  });
  protected readonly accepted = pictureTypes.join(',');
  protected readonly dragging = signal(false);
  protected readonly failureWords = computed(() => {
    const code = this.upload.failure();
    return code && code !== 'payload_too_large' ? this.errorWords.of(new ApiFailure(code)) : null;
  });
  /** The button that goes on from here. */
  private readonly next = viewChild<ElementRef<HTMLElement>>('next');
  private readonly file = viewChild.required<ElementRef<HTMLInputElement>>('file');

  constructor() {
    let before = this.upload.state().kind;
    // The buttons of one step go with it: the focus stays with what is being done.
    afterRenderEffect(() => {
      const { kind } = this.upload.state();
      if (kind !== before) this.next()?.nativeElement.focus({ preventScroll: true });
      before = kind;
    });
  }

  protected ask(): void {
    this.file().nativeElement.click();
  }

  protected handleChosen(): void {
    const input = this.file().nativeElement;
    this.choose(input.files);
    input.value = ''; // the same file can be chosen again
  }

  protected handleDragOver(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.dragging.set(true);
  }

  protected handleDrop(event: DragEvent): void {
    event.preventDefault();
    this.dragging.set(false);
    this.choose(event.dataTransfer?.files ?? null);
  }

  protected handleRead(event: Event): void {
    const { naturalWidth, naturalHeight } = event.target as HTMLImageElement;
    this.upload.handleRead(naturalWidth * naturalHeight);
  }

  private choose(files: FileList | null): void {
    const file = files?.[0];
    if (file) this.upload.choose(file);
  }
}

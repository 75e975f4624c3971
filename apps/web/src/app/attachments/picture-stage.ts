import { A11yModule } from '@angular/cdk/a11y';
import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  afterNextRender,
  computed,
  input,
  model,
  output,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideChevronLeft, LucideChevronRight, LucideDownload, LucideX } from '@lucide/angular';
import { type Attachment } from '@parlour/contracts';
import { IconButton } from '@parlour/ui';
import { attachmentUrl, previewUrl } from './attachment-url';
import { FileSize } from './file-size';

/** What every browser shows; of the rest there is the preview. */
const shownEverywhere: readonly string[] = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];

/** One picture over the whole page; the arrows lead to its neighbours. */
@Component({
  selector: 'parlour-picture-stage',
  imports: [
    A11yModule,
    FileSize,
    IconButton,
    LucideChevronLeft,
    LucideChevronRight,
    LucideDownload,
    LucideX,
    TranslocoPipe,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './picture-stage.html',
  styleUrl: './picture-stage.css',
})
export class PictureStage {
  readonly pictures = input.required<readonly Attachment[]>();
  readonly index = model(0);
  readonly closed = output();

  private readonly close = viewChild<ElementRef<HTMLElement>>('close');
  protected readonly picture = computed(() => this.pictures()[this.index()]);
  protected readonly hasPrevious = computed(() => this.index() > 0);
  protected readonly hasNext = computed(() => this.index() < this.pictures().length - 1);
  protected readonly urlOf = attachmentUrl;

  constructor() {
    afterNextRender(() => this.close()?.nativeElement.focus({ preventScroll: true }));
  }

  protected sourceOf(picture: Attachment): string {
    return shownEverywhere.includes(picture.mediaType) ? attachmentUrl(picture) : previewUrl(picture);
  }

  protected placeholderOf(picture: Attachment): string {
    return `url("${previewUrl(picture)}")`;
  }

  protected step(by: -1 | 1): void {
    if (by < 0 ? this.hasPrevious() : this.hasNext()) this.index.update((index) => index + by);
  }

  /** A click beside the picture closes, as it does in every viewer. */
  protected handleClick({ target, currentTarget }: Event): void {
    if (target === currentTarget) this.closed.emit();
  }
}

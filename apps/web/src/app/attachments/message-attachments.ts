import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { type Attachment } from '@parlour/contracts';
import { Session } from '../core/session/session';
import { attachmentUrl, previewUrl } from './attachment-url';
import { FileRow } from './file-row';
import { PictureViewer } from './picture-viewer';

/** A picture by itself, and one of several; in px. */
const aloneMaxPx = { width: 400, height: 320 };
const amongMaxPx = { width: 240, height: 180 };

interface Shown {
  readonly attachment: Attachment;
  /** Which try to load it this is: a new one takes a new element. */
  readonly key: string;
}

interface Picture extends Shown {
  /** The place that is kept for it until it is there. */
  readonly width: number;
  readonly height: number;
}

/** The files of a message: pictures, players, and what can be downloaded. */
@Component({
  selector: 'parlour-message-attachments',
  imports: [FileRow, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './message-attachments.html',
  styleUrl: './message-attachments.css',
})
export class MessageAttachments {
  readonly attachments = input.required<readonly Attachment[]>();

  private readonly viewer = inject(PictureViewer);
  private readonly session = inject(Session);
  /** How often each was asked for again. */
  private readonly tries = signal<ReadonlyMap<string, number>>(new Map());
  /** What this browser could not show or play: it is offered as a file. */
  private readonly broken = signal<ReadonlySet<string>>(new Set());

  private readonly shown = computed((): readonly Shown[] =>
    this.attachments()
      .filter(({ id }) => !this.broken().has(id))
      .map((attachment) => ({ attachment, key: `${attachment.id} ${this.triesOf(attachment)}` })),
  );
  protected readonly pictures = computed((): readonly Picture[] => {
    const pictures = this.shown().filter(({ attachment }) => attachment.preview !== null);
    return pictures.map((shown) => placeOf(shown, pictures.length > 1 ? amongMaxPx : aloneMaxPx));
  });
  protected readonly videos = computed(() =>
    this.shown().filter(({ attachment }) => attachment.kind === 'video'),
  );
  protected readonly sounds = computed(() =>
    this.shown().filter(({ attachment }) => attachment.kind === 'audio'),
  );
  protected readonly files = computed(() =>
    this.attachments().filter(
      ({ id, kind, preview }) => this.broken().has(id) || kind === 'file' || (kind === 'image' && !preview),
    ),
  );

  protected readonly urlOf = attachmentUrl;
  protected readonly previewOf = previewUrl;

  protected view(index: number, { currentTarget }: Event): void {
    this.viewer.open(
      this.pictures().map(({ attachment }) => attachment),
      index,
      currentTarget as HTMLElement,
    );
  }

  /** Once it may be for the cookie, which is as old as the last token: it is asked for again with a new one. */
  protected async handleBroken(attachment: Attachment): Promise<void> {
    const { id } = attachment;
    const again = this.triesOf(attachment) === 0 && (await this.renewCookie());
    if (again) this.tries.update((tries) => new Map([...tries, [id, 1]]));
    else this.broken.update((broken) => new Set([...broken, id]));
  }

  private triesOf({ id }: Attachment): number {
    return this.tries().get(id) ?? 0;
  }

  private renewCookie(): Promise<boolean> {
    return this.session.accessToken().then(
      () => true,
      () => false,
    );
  }
}

/** As large as it is, and no larger than there is space for. */
function placeOf({ attachment, key }: Shown, most: typeof aloneMaxPx): Picture {
  const { width, height } = attachment.preview ?? most;
  const scale = Math.min(1, most.width / width, most.height / height);
  return { attachment, key, width: Math.round(width * scale), height: Math.round(height * scale) };
}

import { Directive, signal } from '@angular/core';
import { Subject } from 'rxjs';

/**
 * Where files can be dropped: the whole chat, not only its box. For the host directives of what holds both; `Compose` finds
 * it there, takes the files, and shows that they are welcome.
 */
@Directive({
  host: {
    '(dragenter)': 'enter($event)',
    '(dragover)': 'over($event)',
    '(dragleave)': 'leave($event)',
    '(drop)': 'drop($event)',
  },
})
export class FileDrop {
  private readonly dropped = new Subject<readonly File[]>();
  private readonly hovering = signal(false);

  readonly files$ = this.dropped.asObservable();
  /** Files are held over the place right now. */
  readonly isOver = this.hovering.asReadonly();

  protected enter(event: DragEvent): void {
    if (!hasFiles(event)) return;
    event.preventDefault();
    this.hovering.set(true);
  }

  protected over(event: DragEvent): void {
    if (!hasFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
  }

  /** It is left, too, for each element within. */
  protected leave({ currentTarget, relatedTarget }: DragEvent): void {
    if (!(currentTarget as Element).contains(relatedTarget as Node | null)) this.hovering.set(false);
  }

  protected drop(event: DragEvent): void {
    this.hovering.set(false);
    if (!hasFiles(event)) return;
    // Without this the browser leaves the page and shows the file.
    event.preventDefault();
    this.dropped.next([...(event.dataTransfer?.files ?? [])]);
  }
}

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

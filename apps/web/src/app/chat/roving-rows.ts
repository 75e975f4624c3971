import { Directive, ElementRef, inject } from '@angular/core';

/**
 * Moves the focus over the messages of a log: one of them is a stop of the Tab key, the arrow keys, Home and End go on from
 * there. What can be done with a message comes behind it in the order of Tab.
 */
@Directive({
  selector: '[parlourRovingRows]',
  exportAs: 'parlourRovingRows',
  host: {
    '(focusin)': 'handleFocus($event)',
    '(keydown)': 'handleKey($event)',
  },
})
export class RovingRows {
  private readonly log = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private stop: HTMLElement | null = null;

  /** The rows have changed: who comes from outside comes to the last one. */
  refresh(): void {
    const last = this.rows().at(-1);
    const inUse = this.stop?.isConnected && this.log.contains(this.log.ownerDocument.activeElement);
    if (last && !inUse) this.makeStop(last);
  }

  protected handleFocus({ target }: FocusEvent): void {
    const row = (target as Element).closest<HTMLElement>('[data-key]');
    if (row) this.makeStop(row);
  }

  protected handleKey(event: KeyboardEvent): void {
    const { target, key, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (altKey || ctrlKey || metaKey || shiftKey) return;
    if (!(target as Element).matches('[data-key]')) return; // within a message the keys are those of its buttons
    const next = this.nextOf(target as HTMLElement, key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  private nextOf(row: HTMLElement, key: string): HTMLElement | undefined {
    const rows = this.rows();
    switch (key) {
      case 'ArrowUp':
        return rows[rows.indexOf(row) - 1];
      case 'ArrowDown':
        return rows[rows.indexOf(row) + 1];
      case 'Home':
        return rows[0];
      case 'End':
        return rows.at(-1);
      default:
        return undefined;
    }
  }

  private rows(): HTMLElement[] {
    return [...this.log.querySelectorAll<HTMLElement>('[data-key]')];
  }

  private makeStop(row: HTMLElement): void {
    this.stop?.setAttribute('tabindex', '-1');
    row.setAttribute('tabindex', '0');
    this.stop = row;
  }
}

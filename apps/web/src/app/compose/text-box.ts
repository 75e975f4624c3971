import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  effect,
  input,
  output,
  viewChild,
} from '@angular/core';
import { type Selected, type TextChange } from './format-text';

/** The text field of the composer: it grows with what is in it, and what is changed for somebody can be undone. */
@Component({
  selector: 'parlour-text-box',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <textarea
      #box
      rows="1"
      dir="auto"
      autocomplete="off"
      aria-haspopup="listbox"
      aria-autocomplete="list"
      [attr.aria-label]="label()"
      [attr.aria-invalid]="wrong() || null"
      [attr.aria-controls]="activeOption() ? listId() : null"
      [attr.aria-activedescendant]="activeOption()"
      [attr.aria-keyshortcuts]="'Control+B Control+I'"
      [placeholder]="placeholder()"
      [readOnly]="locked()"
      (input)="handleInput()"
      (click)="moved.emit(box.selectionStart)"
      (keydown)="keyed.emit($event)"
      (paste)="pasted.emit($event)"
    ></textarea>
  `,
  styleUrl: './text-box.css',
})
export class TextBox {
  readonly text = input.required<string>();
  readonly label = input.required<string>();
  readonly placeholder = input.required<string>();
  readonly wrong = input(false);
  readonly locked = input(false);
  /** The list of what could be completed, and the one of it that would be taken. */
  readonly listId = input.required<string>();
  readonly activeOption = input<string | null>(null);

  readonly typed = output<{ readonly text: string; readonly caret: number }>();
  /** The caret was put somewhere else. */
  readonly moved = output<number>();
  readonly keyed = output<KeyboardEvent>();
  readonly pasted = output<ClipboardEvent>();

  private readonly box = viewChild.required<ElementRef<HTMLTextAreaElement>>('box');

  constructor() {
    effect(() => {
      const text = this.text();
      const box = this.box().nativeElement;
      if (box.value !== text) box.value = text;
      this.grow();
    });
  }

  get caret(): number {
    return this.box().nativeElement.selectionStart;
  }

  get selected(): Selected {
    const { value: text, selectionStart: start, selectionEnd: end } = this.box().nativeElement;
    return { text, start, end };
  }

  focus(): void {
    this.box().nativeElement.focus();
  }

  focusEnd(): void {
    const box = this.box().nativeElement;
    if (box.value !== this.text()) box.value = this.text();
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  }

  insert(text: string): void {
    const { start, end } = this.selected;
    this.replace(start, end, text);
  }

  replace(from: number, to: number, insert: string): void {
    this.apply({ from, to, insert, start: from + insert.length, end: from + insert.length });
  }

  apply({ from, to, insert, start, end }: TextChange): void {
    const box = this.box().nativeElement;
    box.focus();
    box.setSelectionRange(from, to);
    // Deprecated, and the only way that the browser can undo; it tells of itself as typing does.
    const execCommand: Document['execCommand'] | undefined = document.execCommand;
    const command = insert === '' ? 'delete' : 'insertText';
    if (!execCommand?.call(document, command, false, insert)) {
      box.setRangeText(insert, from, to, 'end');
      this.handleInput();
    }
    box.setSelectionRange(start, end);
  }

  protected handleInput(): void {
    const { value: text, selectionStart: caret } = this.box().nativeElement;
    this.typed.emit({ text, caret });
    this.grow();
  }

  /** For browsers that do not know `field-sizing`. */
  private grow(): void {
    if (globalThis.CSS?.supports?.('field-sizing', 'content') !== false) return;
    const box = this.box().nativeElement;
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight}px`;
  }
}

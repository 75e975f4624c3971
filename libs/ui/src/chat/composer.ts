import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  computed,
  input,
  model,
  output,
  viewChild,
} from '@angular/core';
import { LucideSendHorizontal } from '@lucide/angular';
import { IconButton } from '../button/icon-button';

export interface ComposerWords {
  readonly label: string;
  readonly placeholder: string;
  readonly send: string;
}

/** The line below a chat: what is being written, and how much of it still fits. */
@Component({
  selector: 'parlour-composer',
  imports: [IconButton, LucideSendHorizontal],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './composer.html',
  styleUrl: './composer.css',
})
export class Composer {
  readonly text = model.required<string>();
  readonly words = input.required<ComposerWords>();
  readonly maxChars = input.required<number>();
  /** In code points. */
  readonly chars = input.required<number>();
  readonly sendable = input.required<boolean>();
  /** In words, once there is little space left or too much text. */
  readonly remaining = input<string | null>(null);

  readonly send = output();

  private readonly box = viewChild.required<ElementRef<HTMLTextAreaElement>>('box');
  protected readonly tooLong = computed(() => this.chars() > this.maxChars());

  focus(): void {
    this.box().nativeElement.focus();
  }

  protected submit(): void {
    // Whether it can be sent is the owner's to say: `sendable` may be a key behind what was typed.
    this.send.emit();
    this.focus();
  }

  /** With a finger, Enter is a line break: there the button sends. Enter that ends an IME composition is the IME's. */
  protected handleEnter(event: Event): void {
    const key = event as KeyboardEvent;
    if (key.shiftKey || key.isComposing || matchMedia('(pointer: coarse)').matches) return;
    key.preventDefault();
    this.submit();
  }
}

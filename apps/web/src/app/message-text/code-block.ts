import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  computed,
  effect,
  inject,
  input,
  signal,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideCheck, LucideCopy } from '@lucide/angular';
import { IconButton } from '@parlour/ui';
import { Clipboard } from '../message-actions/clipboard';
import { type CodeSpan } from './highlight';

/** So long the button says that it has copied. */
const copiedMs = 2_000;

/** A piece of code: as it was typed at once, in colours as soon as the highlighter is there. It scrolls by itself. */
@Component({
  selector: 'parlour-code-block',
  imports: [IconButton, LucideCheck, LucideCopy, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './code-block.html',
  styleUrl: './code-block.css',
})
export class CodeBlock {
  readonly text = input.required<string>();
  /** As it stands behind the fence; empty where nothing does. */
  readonly language = input.required<string>();

  private readonly clipboard = inject(Clipboard);
  private readonly highlighted = signal<{ readonly of: string; readonly spans: readonly CodeSpan[] } | null>(
    null,
  );
  protected readonly copied = signal(false);
  private timer: ReturnType<typeof setTimeout> | undefined;

  protected readonly spans = computed((): readonly CodeSpan[] => {
    const highlighted = this.highlighted();
    return highlighted?.of === this.text() ? highlighted.spans : [{ text: this.text(), look: null }];
  });

  constructor() {
    effect(() => {
      if (this.language()) void this.highlight(this.text(), this.language());
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  protected async copy(): Promise<void> {
    if (!(await this.clipboard.write(this.text()))) return;
    this.copied.set(true);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.copied.set(false), copiedMs);
  }

  private async highlight(text: string, language: string): Promise<void> {
    try {
      const { highlight } = await import('./highlight');
      this.highlighted.set({ of: text, spans: highlight(text, language) });
    } catch {
      // Out of reach: the code stands there without colours.
    }
  }
}

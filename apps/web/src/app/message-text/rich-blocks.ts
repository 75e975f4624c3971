import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { CodeBlock } from './code-block';
import { RichInlines } from './rich-inlines';
import { type Block } from './rich-text';

/** The parts of a message that stand below one another. Each finds the direction of its own writing. */
@Component({
  selector: 'parlour-rich-blocks',
  imports: [CodeBlock, RichInlines],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './rich-blocks.html',
  styleUrl: './rich-blocks.css',
})
export class RichBlocks {
  readonly blocks = input.required<readonly Block[]>();
}

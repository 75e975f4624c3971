import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  afterRenderEffect,
  input,
  output,
  viewChildren,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideMegaphone } from '@lucide/angular';
import { UserAvatar } from '../core/users/user-avatar';
import { UserName } from '../core/users/user-names';
import { type Suggestion } from './completion';

/** What could stand where somebody is typing. The focus stays in the text; the arrows go through the list. */
@Component({
  selector: 'parlour-completion-list',
  imports: [LucideMegaphone, TranslocoPipe, UserAvatar, UserName],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './completion-list.html',
  styleUrl: './completion-list.css',
})
export class CompletionList {
  readonly listId = input.required<string>();
  readonly suggestions = input.required<readonly Suggestion[]>();
  readonly active = input.required<number>();
  readonly chosen = output<number>();

  private readonly options = viewChildren<ElementRef<HTMLElement>>('option');

  constructor() {
    afterRenderEffect(() => {
      this.options()[this.active()]?.nativeElement.scrollIntoView?.({ block: 'nearest' });
    });
  }

  /** Before the text loses the focus to what is clicked. */
  protected choose(event: Event, index: number): void {
    event.preventDefault();
    this.chosen.emit(index);
  }
}

import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  computed,
  effect,
  inject,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucidePaperclip, LucideSendHorizontal, LucideSmile, LucideUpload } from '@lucide/angular';
import { charsIn, hasVisibleChar, limits } from '@parlour/contracts';
import { IconButton } from '@parlour/ui';
import { ChatStore } from '../chat/chat-store';
import { Notices } from '../core/notices/notices';
import { emojiByCode } from '../emoji/emoji-search';
import { EmojiPicker } from '../emoji/emoji-picker';
import { EmojiStore } from '../emoji/emoji-store';
import { AttachmentTray } from './attachment-tray';
import { Completion } from './completion';
import { CompletionList } from './completion-list';
import { codeAt } from './completion-query';
import { ContextBar } from './context-bar';
import { FileDrop } from './file-drop';
import { type Formatting, format } from './format-text';
import { FormatMenu } from './format-menu';
import { TextBox } from './text-box';
import { Tray } from './tray';

/** With so few characters left, they are counted down. */
const countFromChars = 300;
const listId = 'compose-suggestions';

/** With Ctrl, or Cmd. The last two are the page's own where nothing is selected. */
const shortcuts: Readonly<
  Record<string, { readonly formatting: Formatting; readonly ofSelection: boolean }>
> = {
  b: { formatting: 'bold', ofSelection: false },
  i: { formatting: 'italic', ofSelection: false },
  e: { formatting: 'code', ofSelection: true },
  k: { formatting: 'link', ofSelection: true },
};

/** Where one writes: to the chat of the `ChatStore` around it. */
@Component({
  selector: 'parlour-compose',
  imports: [
    CompletionList,
    ContextBar,
    FormatMenu,
    IconButton,
    LucidePaperclip,
    LucideSendHorizontal,
    LucideSmile,
    LucideUpload,
    TextBox,
    TranslocoPipe,
    Tray,
  ],
  providers: [Completion],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './compose.html',
  styleUrl: './compose.css',
})
export class Compose {
  private readonly tray = inject(AttachmentTray);
  private readonly picker = inject(EmojiPicker);
  private readonly emoji = inject(EmojiStore);
  private readonly notices = inject(Notices);
  protected readonly store = inject(ChatStore);
  protected readonly completion = inject(Completion);
  protected readonly drop = inject(FileDrop, { optional: true });

  private readonly box = viewChild.required(TextBox);
  private readonly picked = viewChild.required<ElementRef<HTMLInputElement>>('picked');
  private readonly edited = signal('');
  /** Send was pressed while files were on their way: it goes out as soon as they are there. */
  private readonly pending = signal(false);

  protected readonly listId = listId;
  protected readonly optionId = computed(() =>
    this.completion.isOpen() ? `${listId}-${this.completion.active()}` : null,
  );
  protected readonly text = computed(() => (this.store.editing() ? this.edited() : this.store.draft()));
  protected readonly files = computed(() => (this.store.editing() ? [] : this.tray.of(this.store.chatId())));
  private readonly uploading = computed(() =>
    this.files().some(({ state }) => state.kind === 'waiting' || state.kind === 'uploading'),
  );
  private readonly hasFailed = computed(() => this.files().some(({ state }) => state.kind === 'failed'));
  protected readonly left = computed(() => limits.messageMaxChars - charsIn(this.text()));
  protected readonly counts = computed(() => this.left() <= countFromChars);
  protected readonly waits = computed(() => this.pending() && this.uploading());
  protected readonly sendable = computed(() => {
    const mayBeEmpty = this.files().length > 0 || this.store.editing()?.message.attachments !== undefined;
    return this.left() >= 0 && !this.hasFailed() && (mayBeEmpty || hasVisibleChar(this.text()));
  });

  constructor() {
    this.drop?.files$.pipe(takeUntilDestroyed()).subscribe((files) => this.attach(files));
    effect(() => {
      const editing = this.store.editing();
      untracked(() => this.edited.set(editing?.text ?? ''));
      if (editing) untracked(() => this.focusEnd());
    });
    this.followReply();
    effect(() => {
      if (!this.pending() || this.uploading()) return;
      untracked(() => {
        this.pending.set(false);
        this.submit();
      });
    });
  }

  protected write(text: string, caret: number): void {
    if (this.store.editing()) this.edited.set(text);
    else this.store.write(text);
    void this.completion.update(text, caret);
    void this.replaceCode(text, caret);
  }

  protected submit(): void {
    if (!this.sendable()) return;
    const editing = this.store.editing();
    if (editing) {
      this.store.endEdit();
      if (this.edited() !== editing.message.text) void this.store.edit(editing.message, this.edited());
    } else if (this.uploading()) this.pending.set(true);
    else this.send();
  }

  protected handleKey(event: KeyboardEvent): void {
    // Keys of a composition are the input method's own.
    if (event.isComposing) return;
    if (this.completion.isOpen() && this.handleListKey(event.key)) event.preventDefault();
    else if (event.ctrlKey || event.metaKey) this.handleShortcut(event);
    else if (event.key === 'Enter' && this.enterSends(event)) {
      event.preventDefault();
      this.submit();
    } else if (event.key === 'Escape' && this.leave()) event.stopPropagation();
    else if (event.key === 'ArrowUp' && this.text() === '' && !event.shiftKey && this.store.startEditOfLast())
      event.preventDefault();
  }

  protected accept(index?: number): void {
    const accepted = this.completion.accept(index);
    if (accepted) this.box().replace(accepted.from, this.box().caret, accepted.insert);
  }

  protected applyFormat(formatting: Formatting): void {
    this.box().apply(format(this.box().selected, formatting));
  }

  protected focusBox(): void {
    this.box().focus();
  }

  protected async pickEmoji({ currentTarget }: Event): Promise<void> {
    const emoji = await this.picker.pick(currentTarget as HTMLElement);
    if (emoji !== null) this.box().insert(emoji);
  }

  protected pickFiles(): void {
    this.picked().nativeElement.click();
  }

  protected handlePicked(): void {
    const input = this.picked().nativeElement;
    this.attach([...(input.files ?? [])]);
    input.value = ''; // the same file may be chosen again
  }

  /** Text is pasted as text, whatever pictures of it come along. */
  protected handlePaste(event: ClipboardEvent): void {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0 || event.clipboardData?.types.includes('text/plain')) return;
    event.preventDefault();
    this.attach(files);
  }

  private attach(files: readonly File[]): void {
    const chatId = this.store.chatId();
    if (chatId === null || files.length === 0) return;
    this.store.endEdit();
    const left = this.tray.add(chatId, files);
    if (left > 0) this.notices.say('compose.files.tooMany', { count: limits.attachmentsMax });
    this.box().focus();
  }

  private send(): void {
    const chatId = this.store.chatId();
    if (chatId === null) return;
    const attachments = this.tray.take(chatId);
    this.store.send({ text: this.text(), replyTo: this.store.replying(), attachments });
    this.completion.close();
    this.box().focus();
  }

  private handleListKey(key: string): boolean {
    if (key === 'ArrowDown') this.completion.move(1);
    else if (key === 'ArrowUp') this.completion.move(-1);
    else if (key === 'Enter' || key === 'Tab') this.accept();
    else if (key === 'Escape') this.completion.dismiss();
    else return false;
    return true;
  }

  private handleShortcut(event: KeyboardEvent): void {
    const shortcut = event.altKey || event.shiftKey ? undefined : shortcuts[event.key.toLowerCase()];
    const { start, end } = this.box().selected;
    if (!shortcut || (shortcut.ofSelection && start === end)) return;
    event.preventDefault();
    event.stopPropagation();
    this.applyFormat(shortcut.formatting);
  }

  /** With a finger, Enter is a line break: there the button sends. */
  private enterSends({ shiftKey }: KeyboardEvent): boolean {
    return !shiftKey && !matchMedia('(pointer: coarse)').matches;
  }

  /** @returns whether there was something to leave. */
  private leave(): boolean {
    if (this.waits()) this.pending.set(false);
    else if (this.store.editing()) this.store.endEdit();
    else if (this.store.replying()) this.store.endReply();
    else return false;
    return true;
  }

  /** Who asks to reply goes on writing; a reply that was kept with a draft takes no focus. */
  private followReply(): void {
    let chatId = untracked(this.store.chatId);
    let replying = untracked(this.store.replying);
    effect(() => {
      const [nowIn, now] = [this.store.chatId(), this.store.replying()];
      if (now && now.id !== replying?.id && nowIn === chatId) untracked(() => this.box().focus());
      [chatId, replying] = [nowIn, now];
    });
  }

  private focusEnd(): void {
    // The text of the message has to be in the box first.
    queueMicrotask(() => this.box().focusEnd());
  }

  private async replaceCode(text: string, caret: number): Promise<void> {
    const typed = codeAt(text, caret);
    if (!typed) return;
    const found = emojiByCode(await this.emoji.all(), typed.code);
    // Somebody may have typed on meanwhile.
    if (found && this.text() === text && this.box().caret === caret)
      this.box().replace(typed.from, caret, found.unicode);
  }
}

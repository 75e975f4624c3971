import { DestroyRef, Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { type Attachment, limits, routes } from '@parlour/contracts';
import { ApiClient } from '../core/api/api-client';
import { ApiFailure } from '../core/api/api-failure';
import { Settings } from '../core/api/settings';
import { Session } from '../core/session/session';
import { type TrayFile, type TrayState, canShow, nameToSend } from './tray-file';

/** More at once would each be slower, and none done. */
const uploadsAtOnce = 3;

/**
 * The files that wait for their messages, of all chats. They are uploaded as soon as they are chosen, and go on while
 * another page is open; the server forgets those that no message takes.
 */
@Injectable({ providedIn: 'root' })
export class AttachmentTray {
  private readonly api = inject(ApiClient);
  private readonly settings = inject(Settings);
  private readonly files = signal<readonly TrayFile[]>([]);
  private readonly running = new Map<number, AbortController>();
  private lastKey = 0;

  constructor() {
    const session = inject(Session);
    const userId = computed(() => session.user()?.id ?? null);
    effect(() => {
      userId();
      // Another person must not send what this one chose.
      untracked(() => this.clear());
    });
    inject(DestroyRef).onDestroy(() => this.clear());
  }

  /** A signal read: in the order in which they were chosen. */
  of(chatId: string | null): readonly TrayFile[] {
    return this.files().filter((file) => file.chatId === chatId);
  }

  /** @returns how many of them there was no place for. */
  add(chatId: string, chosen: readonly Blob[]): number {
    const space = Math.max(0, limits.attachmentsMax - untracked(() => this.of(chatId)).length);
    const taken = chosen.slice(0, space).map((file) => this.fileOf(chatId, file));
    this.files.update((files) => [...files, ...taken]);
    void this.pump();
    return chosen.length - taken.length;
  }

  retry(key: number): void {
    this.change(key, { kind: 'waiting' });
    void this.pump();
  }

  /** Also gives up what is being sent. */
  remove(key: number): void {
    const file = this.files().find((one) => one.key === key);
    if (!file) return;
    this.drop([file]);
    if (file.state.kind !== 'done') return;
    const params = { attachmentId: file.state.attachment.id };
    // The server removes it after a day in any case.
    this.api.call(routes.discardAttachment, { params }).catch(() => undefined);
  }

  /** Those that are ready, for a message that is about to be sent. They leave the tray. */
  take(chatId: string): readonly Attachment[] {
    const ready = this.files().filter((file) => file.chatId === chatId && file.state.kind === 'done');
    this.drop(ready);
    return ready.flatMap(({ state }) => (state.kind === 'done' ? [state.attachment] : []));
  }

  private fileOf(chatId: string, file: Blob): TrayFile {
    const thumbnail = canShow(file) ? URL.createObjectURL(file) : null;
    return {
      key: ++this.lastKey,
      chatId,
      file,
      name: nameToSend(file),
      thumbnail,
      state: { kind: 'waiting' },
    };
  }

  private async pump(): Promise<void> {
    const { attachmentMaxBytes } = await this.settings.read();
    for (const file of this.files()) {
      if (this.running.size >= uploadsAtOnce) return;
      if (file.state.kind !== 'waiting') continue;
      const refused = refusalOf(file.file, attachmentMaxBytes);
      if (refused) this.change(file.key, { kind: 'failed', failure: refused, canRetry: false });
      else void this.upload(file);
    }
  }

  private async upload({ key, chatId, file, name }: TrayFile): Promise<void> {
    const giveUp = new AbortController();
    this.running.set(key, giveUp);
    this.change(key, { kind: 'uploading', share: 0 });
    try {
      const attachment = await this.api.upload(
        routes.uploadAttachment,
        { params: { chatId }, query: { name }, upload: file },
        { signal: giveUp.signal, onProgress: (share) => this.change(key, { kind: 'uploading', share }) },
      );
      this.change(key, { kind: 'done', attachment });
    } catch (error) {
      if (giveUp.signal.aborted) return;
      const failure = ApiFailure.of(error);
      const canRetry =
        failure.isPassing || failure.code === 'upload_incomplete' || failure.code === 'internal';
      this.change(key, { kind: 'failed', failure, canRetry });
    } finally {
      this.running.delete(key);
      void this.pump();
    }
  }

  private change(key: number, state: TrayState): void {
    this.files.update((files) => files.map((file) => (file.key === key ? { ...file, state } : file)));
  }

  private drop(gone: readonly TrayFile[]): void {
    const keys = new Set(gone.map(({ key }) => key));
    this.files.update((files) => files.filter(({ key }) => !keys.has(key)));
    for (const { key, thumbnail } of gone) {
      this.running.get(key)?.abort();
      if (thumbnail !== null) URL.revokeObjectURL(thumbnail);
    }
  }

  private clear(): void {
    this.drop(this.files());
  }
}

function refusalOf({ size }: Blob, maxBytes: number): ApiFailure | null {
  if (size === 0) return new ApiFailure('file_empty');
  return size > maxBytes ? new ApiFailure('payload_too_large') : null;
}

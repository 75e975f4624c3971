import { signal } from '@angular/core';
import { type Attachment, type SelfUser } from '@parlour/contracts';
import { ChatStore } from '../../chat/chat-store';
import { ApiClient } from '../../core/api/api-client';
import { type ApiFailure } from '../../core/api/api-failure';
import { Realtime } from '../../core/realtime/realtime';
import { Session } from '../../core/session/session';
import { FakeRealtime } from '../../core/testing/fake-realtime';
import { FakeApi } from '../../core/testing/people';
import { type Rendered, render } from '../../core/testing/rendered';
import { anna, ben, cem, selfOf } from '../../core/testing/users';
import { Compose } from '../compose';
import { FakeChatStore } from './fake-chat-store';

interface Upload {
  readonly name: string;
  readonly file: Blob;
  readonly signal: AbortSignal;
  progress(share: number): void;
  /** The server has it. */
  finish(): void;
  fail(failure: ApiFailure): void;
}

export const attachmentOf = (name: string, different: Partial<Attachment> = {}): Attachment => ({
  id: `0190d0c0-0000-7000-8000-${String(name.length).padStart(12, '0')}`,
  name,
  kind: 'file',
  mediaType: 'application/octet-stream',
  sizeBytes: 10,
  preview: null,
  ...different,
});

class FakeUploads extends FakeApi {
  readonly uploads: Upload[] = [];

  async upload(
    _route: unknown,
    { query: { name }, upload: file }: { query: { name: string }; upload: Blob },
    { signal: givenUp, onProgress }: { signal: AbortSignal; onProgress: (share: number) => void },
  ): Promise<Attachment> {
    return new Promise((resolve, reject) => {
      givenUp.addEventListener('abort', () => reject(givenUp.reason as Error));
      this.uploads.push({
        name,
        file,
        signal: givenUp,
        progress: onProgress,
        finish: () => resolve(attachmentOf(name)),
        fail: reject,
      });
    });
  }
}

/** Anna writes in a room with Ben and Cem. */
export class ComposeWorld {
  readonly store = new FakeChatStore();
  readonly api = new FakeUploads();
  readonly user = signal<SelfUser | null>(selfOf(anna));
  /** A finger, and not a mouse. */
  coarse = false;
  page!: Rendered<Compose>;

  constructor() {
    globalThis.matchMedia = ((query: string) => ({
      matches: query.includes('coarse') && this.coarse,
      addListener: () => undefined,
      removeListener: () => undefined,
    })) as unknown as typeof matchMedia;
    this.api.answer('serverSettings', () => ({ attachmentMaxBytes: 1_000 }));
    this.api.answer('discardAttachment', () => null);
    this.api.answer('listMembers', ({ query }) => ({
      members: [anna, ben, cem]
        .filter(({ username }) => username.startsWith(String(query?.['name'] ?? '')))
        .map((user) => ({ user, role: 'member', joinedAt: '2026-11-21T10:00:00.000Z' })),
      hasMore: false,
    }));
  }

  readonly providers = [
    { provide: ChatStore, useValue: this.store },
    { provide: ApiClient, useValue: this.api },
    { provide: Realtime, useValue: new FakeRealtime() },
    { provide: Session, useValue: { user: this.user } },
  ];

  async open(): Promise<void> {
    this.page = await render(Compose, this.providers);
  }

  get box(): HTMLTextAreaElement {
    return this.page.input('Message') as HTMLTextAreaElement;
  }

  get options(): string[] {
    return [...document.querySelectorAll('[role=option]')].map((option) =>
      [...option.querySelectorAll('.name, .hint')].map(({ textContent }) => textContent).join(' '),
    );
  }

  /** Letter by letter, at the end of what is there. */
  async type(text: string): Promise<void> {
    for (const letter of text) {
      this.box.value += letter;
      this.box.setSelectionRange(this.box.value.length, this.box.value.length);
      this.box.dispatchEvent(new Event('input', { bubbles: true }));
      await this.page.fixture.whenStable();
    }
    await this.page.settle();
  }

  async press(key: string, more: KeyboardEventInit = {}): Promise<KeyboardEvent> {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
    this.box.dispatchEvent(event);
    await this.page.settle();
    return event;
  }

  /** From the picker of the system. */
  async pick(...files: readonly File[]): Promise<void> {
    const input = this.page.host.querySelector<HTMLInputElement>('input[type=file]');
    if (!input) throw new Error('There is nothing to pick files with');
    Object.defineProperty(input, 'files', { value: files, configurable: true });
    input.dispatchEvent(new Event('change', { bubbles: true }));
    await this.page.settle();
  }

  /** `photo.png uploading`, for each file of the tray. */
  get tray(): string[] {
    return [...this.page.host.querySelectorAll<HTMLElement>('parlour-tray li')].map(
      (row) => `${row.querySelector('.name')?.textContent ?? ''} ${row.dataset['state'] ?? ''}`,
    );
  }
}

export const fileNamed = (name: string, sizeBytes = 10, type = 'text/plain'): File =>
  new File([new Uint8Array(sizeBytes)], name, { type });

import { TestBed } from '@angular/core/testing';
import { routes } from '@parlour/contracts';
import { Session } from '../session/session';
import { anna, selfOf } from '../testing/users';
import { ApiClient } from './api-client';

/** The part of an XMLHttpRequest that uploads use; its server is the test. */
class FakeRequest {
  static readonly sent: FakeRequest[] = [];
  readonly headers = new Map<string, string>();
  readonly upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  opened = '';
  body: unknown;
  status = 0;
  responseText = '';
  onload?: () => void;
  onerror?: () => void;
  onabort?: () => void;

  open(method: string, url: string): void {
    this.opened = `${method} ${url}`;
  }

  setRequestHeader(name: string, value: string): void {
    this.headers.set(name, value);
  }

  send(body: unknown): void {
    this.body = body;
    FakeRequest.sent.push(this);
  }

  abort(): void {
    this.onabort?.();
  }

  answer(status: number, body?: object): void {
    this.status = status;
    this.responseText = body ? JSON.stringify(body) : '<html>';
    this.onload?.();
  }
}

const problem = (status: number, code: string) => ({
  type: 'about:blank',
  title: 'x',
  status,
  detail: 'x',
  code,
});

describe('sending a file', () => {
  const { XMLHttpRequest: real } = globalThis;
  const file = new Blob(['a picture'], { type: 'image/png' });
  const me = selfOf(anna, { avatar: '0b6f3a52-8f3e-4c57-9b1d-3f3ad11cf2a1' });

  beforeEach(() => {
    FakeRequest.sent.length = 0;
    globalThis.XMLHttpRequest = FakeRequest as unknown as typeof XMLHttpRequest;
    const session = {
      accessToken: async () => 'first',
      accessTokenAfter: async (spent: string) => `after-${spent}`,
    };
    TestBed.configureTestingModule({ providers: [{ provide: Session, useValue: session }] });
  });
  afterEach(() => {
    globalThis.XMLHttpRequest = real;
  });

  const settled = () => new Promise((resolve) => setTimeout(resolve));
  const last = () => {
    const request = FakeRequest.sent.at(-1);
    if (!request) throw new Error('Nothing was sent');
    return request;
  };

  test('sends its bytes as what it is, and answers with what the contract says', async () => {
    const sending = TestBed.inject(ApiClient).upload(routes.setAvatar, { upload: file });
    await settled();
    expect(last().opened).toBe('PUT /api/account/avatar');
    expect(last().body).toBe(file);
    expect(last().headers.get('content-type')).toBe('image/png');
    expect(last().headers.get('authorization')).toBe('Bearer first');
    last().answer(200, me);
    expect(await sending).toEqual(me);
  });

  test('fills in the address, and says what the route takes whatever the file says', async () => {
    const chatId = '0190d0c0-0000-7000-8000-00000000c4a7';
    const sending = TestBed.inject(ApiClient).upload(routes.uploadAttachment, {
      params: { chatId },
      query: { name: 'Zürich & me.png' },
      upload: file,
    });
    await settled();
    expect(last().opened).toBe(`POST /api/chats/${chatId}/attachments?name=Z%C3%BCrich%20%26%20me.png`);
    expect(last().headers.get('content-type')).toBe('application/octet-stream');
    const stored = { name: 'x', kind: 'image', mediaType: 'image/png', sizeBytes: 9, preview: null };
    last().answer(201, { id: chatId, ...stored });
    expect(await sending).toMatchObject(stored);
  });

  test('tells how far it has come', async () => {
    const shares: number[] = [];
    const sending = TestBed.inject(ApiClient).upload(
      routes.setAvatar,
      { upload: file },
      {
        onProgress: (share) => shares.push(share),
      },
    );
    await settled();
    last().upload.onprogress?.({ loaded: 1, total: 4 });
    last().upload.onprogress?.({ loaded: 4, total: 4 });
    last().answer(200, me);
    await sending;
    expect(shares).toEqual([0.25, 1]);
  });

  test('can be given up', async () => {
    const giveUp = new AbortController();
    const sending = TestBed.inject(ApiClient).upload(
      routes.setAvatar,
      { upload: file },
      { signal: giveUp.signal },
    );
    await settled();
    giveUp.abort();
    await expect(sending).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('is tried once more with a new token when the old one has just expired', async () => {
    const sending = TestBed.inject(ApiClient).upload(routes.setAvatar, { upload: file });
    await settled();
    last().answer(401, problem(401, 'token_expired'));
    await settled();
    expect(last().headers.get('authorization')).toBe('Bearer after-first');
    last().answer(200, me);
    expect(await sending).toEqual(me);
  });

  test.each([
    [
      'what the server says',
      (request: FakeRequest) => request.answer(400, problem(400, 'image_invalid')),
      'image_invalid',
    ],
    ['a page of a proxy in place of an error', (request: FakeRequest) => request.answer(502), 'unavailable'],
    ['a server out of reach', (request: FakeRequest) => request.onerror?.(), 'offline'],
    [
      'an answer that has not the form of the contract',
      (request: FakeRequest) => request.answer(200, {}),
      'internal',
    ],
  ])('calls %s by its name', async (_, happen, code) => {
    const sending = TestBed.inject(ApiClient).upload(routes.setAvatar, { upload: file });
    await settled();
    happen(last());
    await expect(sending).rejects.toMatchObject({ code });
  });
});

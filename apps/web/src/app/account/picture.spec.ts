import { computed, signal } from '@angular/core';
import { limits, type SelfUser } from '@parlour/contracts';
import { Account } from '../core/account/account';
import { ApiFailure } from '../core/api/api-failure';
import { type UploadOptions } from '../core/api/send-upload';
import { Notices } from '../core/notices/notices';
import { Realtime } from '../core/realtime/realtime';
import { Session } from '../core/session/session';
import { FakeRealtime } from '../core/testing/fake-realtime';
import { render } from '../core/testing/rendered';
import { anna, selfOf } from '../core/testing/users';
import { PictureField } from './picture-field';

const picture = '0b6f3a52-8f3e-4c57-9b1d-3f3ad11cf2a1';

async function open({ avatar = null }: { avatar?: string | null } = {}) {
  const me = signal(selfOf(anna, { avatar }));
  const user = computed((): SelfUser | null => me());
  const said: string[] = [];
  const sent: { file: Blob; options: UploadOptions; answer: PromiseWithResolvers<undefined> }[] = [];
  const account = {
    setPicture: (file: Blob, options: UploadOptions) => {
      const answer = Promise.withResolvers<undefined>();
      options.signal?.addEventListener('abort', () => answer.reject(options.signal?.reason));
      sent.push({ file, options, answer });
      return answer.promise;
    },
    removePicture: async () => me.set(selfOf(anna)),
  };
  const page = await render(PictureField, [
    { provide: Account, useValue: account },
    { provide: Session, useValue: { user } },
    { provide: Realtime, useValue: new FakeRealtime() },
    { provide: Notices, useValue: { say: (key: string) => said.push(key) } },
  ]);

  const drop = async (file: Blob) => {
    const event = new Event('drop', { bubbles: true, cancelable: true });
    page.host.dispatchEvent(Object.assign(event, { dataTransfer: { files: [file], types: ['Files'] } }));
    await page.settle();
  };
  const sending = () => {
    const last = sent.at(-1);
    if (!last) throw new Error('Nothing was sent');
    return last;
  };
  const preview = () => page.host.querySelector<HTMLImageElement>('.face > img');
  return { page, me, said, sent, drop, sending, preview };
}

const portrait = new Blob(['a portrait'], { type: 'image/jpeg' });

describe('one’s picture', () => {
  const urls = new Set<string>();
  const { createObjectURL, revokeObjectURL } = URL;
  beforeEach(() => urls.clear());
  beforeAll(() => {
    URL.createObjectURL = () => {
      const url = `blob:${urls.size}`;
      urls.add(url);
      return url;
    };
    URL.revokeObjectURL = (url) => urls.delete(url);
  });
  afterAll(() => Object.assign(URL, { createObjectURL, revokeObjectURL }));

  test('is looked at before it is sent, and then is one’s picture', async () => {
    const { page, said, sent, drop, sending, preview } = await open();
    await drop(portrait);
    expect(preview()?.src).toBe('blob:0');
    expect(sent).toEqual([]);
    await page.click('Use this picture');
    expect(sending().file).toBe(portrait);
    sending().answer.resolve(undefined);
    await page.settle();
    expect(said).toEqual(['account.picture.saved']);
    expect(preview()).toBeNull();
    expect(urls.size).toBe(0);
  });

  test('shows how far it has come', async () => {
    const { page, drop, sending } = await open();
    await drop(portrait);
    await page.click('Use this picture');
    sending().options.onProgress?.(0.42);
    await page.settle();
    expect(page.text).toMatch(/42 %/);
  });

  test('can be given up on its way, and is still there to be sent', async () => {
    const { page, said, sent, drop } = await open();
    await drop(portrait);
    await page.click('Use this picture');
    await page.click('Cancel');
    expect(page.alert).toBeUndefined();
    expect(said).toEqual([]);
    await page.click('Use this picture');
    expect(sent).toHaveLength(2);
  });

  test('that did not arrive can be sent again, and one reads why', async () => {
    const { page, drop, sending } = await open();
    await drop(portrait);
    await page.click('Use this picture');
    sending().answer.reject(ApiFailure.offline());
    await page.settle();
    expect(page.alert).toMatch(/cannot be reached.*stays as it was/);
    expect(page.button('Use this picture')).toBe(document.activeElement);
  });

  test('that the server refuses has to be another one', async () => {
    const { page, drop, sending, preview } = await open();
    await drop(portrait);
    await page.click('Use this picture');
    sending().answer.reject(new ApiFailure('image_too_large'));
    await page.settle();
    expect(page.alert).toMatch(/too many pixels/);
    expect(preview()).toBeNull();
  });

  test.each([
    ['of another kind', new Blob(['<svg>'], { type: 'image/svg+xml' }), /PNG, a JPEG or a WebP/],
    [
      'that is too large',
      new Blob([new Uint8Array(limits.avatarMaxBytes + 1)], { type: 'image/png' }),
      /5 MB/,
    ],
  ])('cannot be a file %s, which is said before anything is sent', async (_, file, words) => {
    const { page, drop, preview } = await open();
    await drop(file);
    expect(page.alert).toMatch(words);
    expect(preview()).toBeNull();
  });

  test('cannot be what the browser cannot read, or what has too many pixels', async () => {
    const { page, drop, preview } = await open();
    await drop(portrait);
    preview()?.dispatchEvent(new Event('error'));
    await page.settle();
    expect(page.alert).toMatch(/no picture that can be read/);
    await drop(portrait);
    expect(page.alert).toBeUndefined();
    const image = preview();
    Object.defineProperties(image, { naturalWidth: { value: 9_000 }, naturalHeight: { value: 9_000 } });
    image?.dispatchEvent(new Event('load'));
    await page.settle();
    expect(page.alert).toMatch(/too many pixels/);
  });

  test('can be removed', async () => {
    const { page, said } = await open({ avatar: picture });
    expect(page.button('Change picture')).toBeTruthy();
    await page.click('Remove');
    expect(said).toEqual(['account.picture.removed']);
    expect(page.button('Choose a picture')).toBeTruthy();
  });
});

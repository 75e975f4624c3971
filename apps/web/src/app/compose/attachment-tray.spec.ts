import { TestBed } from '@angular/core/testing';
import { fileName, limits } from '@parlour/contracts';
import fc from 'fast-check';
import { chatId } from '../chat/testing/messages';
import { ApiFailure } from '../core/api/api-failure';
import { Notices } from '../core/notices/notices';
import { ben, selfOf } from '../core/testing/users';
import { AttachmentTray } from './attachment-tray';
import { ComposeWorld, fileNamed } from './testing/compose-world';
import { nameToSend } from './tray-file';

describe('files for a message', () => {
  let world: ComposeWorld;
  const upload = (at: number) => {
    const found = world.api.uploads[at];
    if (!found) throw new Error(`There is no upload ${at}`);
    return found;
  };
  const urls: string[] = [];

  beforeEach(async () => {
    urls.length = 0;
    URL.createObjectURL = () => {
      urls.push('blob:1');
      return 'blob:1';
    };
    URL.revokeObjectURL = (url) => void urls.splice(urls.indexOf(url), 1);
    world = new ComposeWorld();
    await world.open();
  });

  test('are uploaded at once, say how far they are, and go with the message', async () => {
    await world.pick(fileNamed('a.txt'));
    upload(0).progress(0.4);
    await world.page.settle();
    expect(world.tray).toEqual(['a.txt uploading']);
    expect(world.page.host.querySelector('progress')?.value).toBe(0.4);
    upload(0).finish();
    await world.page.settle();
    expect(world.tray).toEqual(['a.txt done']);
    await world.type('look');
    await world.press('Enter');
    expect(world.store.done).toEqual(['send look +a.txt']);
    expect(world.tray).toEqual([]);
  });

  test('need no words', async () => {
    await world.pick(fileNamed('a.txt'));
    upload(0).finish();
    await world.page.settle();
    await world.press('Enter');
    expect(world.store.done).toEqual(['send  +a.txt']);
  });

  test('are waited for by a message that is sent before they are there', async () => {
    await world.pick(fileNamed('a.txt'), fileNamed('b.txt'));
    await world.type('both');
    await world.press('Enter');
    upload(0).finish();
    await world.page.settle();
    expect(world.store.done).toEqual([]);
    expect(world.page.text).toContain('Sent as soon as the files are there.');
    upload(1).finish();
    await world.page.settle();
    expect(world.store.done).toEqual(['send both +a.txt +b.txt']);
  });

  test('that fail hold the message back, say why, and can be sent again', async () => {
    await world.pick(fileNamed('a.txt'));
    await world.type('look');
    await world.press('Enter');
    upload(0).fail(ApiFailure.offline());
    await world.page.settle();
    expect(world.store.done).toEqual([]);
    expect(world.page.alert).toContain('cannot be reached');
    await world.page.click('Upload a.txt again');
    upload(1).finish();
    await world.page.settle();
    await world.press('Enter');
    expect(world.store.done).toEqual(['send look +a.txt']);
  });

  test('that are not what they say are refused for good', async () => {
    await world.pick(fileNamed('a.png'));
    upload(0).fail(new ApiFailure('file_mismatch'));
    await world.page.settle();
    expect(world.page.buttons().map((button) => button.getAttribute('aria-label'))).not.toContain(
      'Upload a.png again',
    );
  });

  test.each([
    ['too large', 1_001, 'Larger than'],
    ['empty', 0, 'empty'],
  ])('that are %s are never sent to the server', async (_, size, words) => {
    await world.pick(fileNamed('a.txt', size));
    expect(world.tray).toEqual(['a.txt failed']);
    expect(world.page.alert).toContain(words);
    expect(world.api.uploads).toEqual([]);
  });

  test('can be given up while they are on their way', async () => {
    await world.pick(fileNamed('a.txt'));
    await world.page.click('Cancel a.txt');
    expect(upload(0).signal.aborted).toBe(true);
    expect(world.tray).toEqual([]);
  });

  test('that are taken away are taken from the server too', async () => {
    await world.pick(fileNamed('a.txt'));
    upload(0).finish();
    await world.page.settle();
    await world.page.click('Remove a.txt');
    expect(world.api.asked.some((asked) => asked.startsWith('discardAttachment'))).toBe(true);
  });

  test('go three at a time, in the order in which they were chosen', async () => {
    await world.pick(...['1', '2', '3', '4'].map((name) => fileNamed(name)));
    expect(world.api.uploads.map(({ name }) => name)).toEqual(['1', '2', '3']);
    upload(1).finish();
    await world.page.settle();
    expect(world.api.uploads.map(({ name }) => name)).toEqual(['1', '2', '3', '4']);
  });

  test('are no more than a message can hold', async () => {
    const said: string[] = [];
    TestBed.inject(Notices).say = (key) => void said.push(key);
    await world.pick(...Array.from({ length: limits.attachmentsMax + 2 }, (_, at) => fileNamed(`${at}`)));
    expect(world.tray).toHaveLength(limits.attachmentsMax);
    expect(said).toEqual(['compose.files.tooMany']);
  });

  test('stay with their chat', async () => {
    await world.pick(fileNamed('a.txt'));
    world.store.chatId.set('another');
    await world.page.settle();
    expect(world.tray).toEqual([]);
    upload(0).finish();
    await world.page.settle();
    world.store.chatId.set(chatId);
    await world.page.settle();
    expect(world.tray).toEqual(['a.txt done']);
  });

  test('are gone when somebody else signs in', async () => {
    await world.pick(fileNamed('a.txt'));
    world.user.set(selfOf(ben));
    await world.page.settle();
    expect(upload(0).signal.aborted).toBe(true);
    expect(TestBed.inject(AttachmentTray).of(chatId)).toEqual([]);
  });

  test('that are pictures are shown, and the browser forgets them with the message', async () => {
    await world.pick(fileNamed('a.png', 10, 'image/png'), fileNamed('b.svg', 10, 'image/svg+xml'));
    expect(urls).toHaveLength(1);
    upload(0).finish();
    upload(1).finish();
    await world.page.settle();
    await world.press('Enter');
    expect(urls).toEqual([]);
  });

  test('are pasted; text is pasted as text', async () => {
    const paste = (types: readonly string[]) => {
      const event = new Event('paste', { bubbles: true, cancelable: true });
      Object.assign(event, { clipboardData: { files: [fileNamed('image.png')], types } });
      world.box.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(paste(['text/plain', 'Files'])).toBe(false);
    expect(paste(['Files'])).toBe(true);
    await world.page.settle();
    expect(world.tray).toEqual(['image.png uploading']);
  });
});

describe('the name of a file', () => {
  test.each([
    ['photo.png', 'photo.png'],
    ['a/b\\c.txt', 'abc.txt'],
    ['evil\u202egnp.exe', 'evilgnp.exe'],
    ['', 'file'],
    ['...', 'file'],
    [`${'x'.repeat(300)}.jpeg`, `${'x'.repeat(100)}.jpeg`],
  ])('%j is sent as %j', (name, sent) => {
    expect(nameToSend(fileNamed(name))).toBe(sent);
  });

  test('is always one that the server takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
        expect(fileName.safeParse(nameToSend(Object.assign(new Blob(['x']), { name }))).success).toBe(true);
      }),
    );
  });
});

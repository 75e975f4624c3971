import { attachmentOf } from '../compose/testing/compose-world';
import { Language } from '../core/i18n/language';
import { TestBed } from '@angular/core/testing';
import { Session } from '../core/session/session';
import { type Rendered, render } from '../core/testing/rendered';
import { FileSizes } from './file-size';
import { MessageAttachments } from './message-attachments';
import { PictureStage } from './picture-stage';

const picture = (name: string, width: number, height: number) =>
  attachmentOf(name, { kind: 'image', mediaType: 'image/png', preview: { width, height } });

describe('the files of a message', () => {
  let renewed = 0;
  const session = { accessToken: async () => `token ${++renewed}` };
  const show = (...attachments: ReturnType<typeof attachmentOf>[]) =>
    render(MessageAttachments, [{ provide: Session, useValue: session }], { attachments });
  const breakAll = async (page: Rendered<MessageAttachments>) => {
    for (const broken of page.host.querySelectorAll('img, video')) broken.dispatchEvent(new Event('error'));
    await page.settle();
  };

  test.each([
    ['as it is, where it is small', 120, 80, '120', '80'],
    ['no wider than there is space for', 960, 480, '400', '200'],
    ['no higher than there is space for', 300, 960, '100', '320'],
  ])(
    'keep the place of a picture before it is there: %s',
    async (_, width, height, shownWidth, shownHeight) => {
      const { host } = await show(picture('a.png', width, height));
      const image = host.querySelector('img');
      expect([image?.getAttribute('width'), image?.getAttribute('height')]).toEqual([
        shownWidth,
        shownHeight,
      ]);
      expect(image?.getAttribute('loading')).toBe('lazy');
      expect(image?.getAttribute('src')).toMatch(/^\/api\/attachments\/[0-9a-f-]+\/preview$/);
    },
  );

  test('are played where they are video or sound, by their names', async () => {
    const { host } = await show(
      attachmentOf('clip.mp4', { kind: 'video' }),
      attachmentOf('bell.wav', { kind: 'audio' }),
    );
    expect(host.querySelector('video')?.getAttribute('aria-label')).toBe('Video clip.mp4');
    expect(host.querySelector('audio')?.getAttribute('aria-label')).toBe('Sound bell.wav');
  });

  test('are otherwise rows with name and size, that download', async () => {
    const { host } = await show(
      attachmentOf('notes.txt', { sizeBytes: 2_048 }),
      attachmentOf('old.tiff', { kind: 'image' }),
    );
    const rows = [...host.querySelectorAll('a')];
    expect(
      rows.map((row) => [...row.querySelectorAll('.words > *')].map((part) => part.textContent)),
    ).toEqual([
      ['Download', 'notes.txt', '2 kB'],
      ['Download', 'old.tiff', '10 byte'],
    ]);
    expect(rows[0]?.getAttribute('download')).toBe('notes.txt');
  });

  test('that do not come are asked for once more, with a new cookie', async () => {
    const page = await show(picture('a.png', 10, 10));
    const image = page.host.querySelector('img');
    renewed = 0;
    await breakAll(page);
    expect(renewed).toBe(1);
    expect(page.host.querySelector('img')).not.toBe(image);
    expect(page.host.querySelector('img')?.getAttribute('src')).toBe(image?.getAttribute('src'));
  });

  test('that this browser cannot show or play become rows', async () => {
    const page = await show(picture('a.png', 10, 10), attachmentOf('clip.mkv', { kind: 'video' }));
    await breakAll(page);
    await breakAll(page);
    expect(page.host.querySelector('img, video')).toBeNull();
    expect(page.host.querySelectorAll('a')).toHaveLength(2);
  });

  test('have names that are text, and keep their direction to themselves', async () => {
    const { host } = await show(attachmentOf('<img src=x onerror=alert(1)>.txt'));
    expect(host.querySelector('img')).toBeNull();
    expect(host.querySelector('bdi')?.textContent).toBe('<img src=x onerror=alert(1)>.txt');
  });
});

describe('a picture over the whole page', () => {
  const pictures = [
    picture('one.png', 10, 10),
    { ...picture('second.png', 10, 10), mediaType: 'image/heic' },
  ];

  test('leads to its neighbours by keys and buttons, and is closed with Escape', async () => {
    const page = await render(PictureStage, [], { pictures });
    let closed = 0;
    page.fixture.componentInstance.closed.subscribe(() => (closed += 1));
    const press = async (key: string) => {
      page.host.querySelector('[role=dialog]')?.dispatchEvent(new KeyboardEvent('keydown', { key }));
      await page.settle();
    };
    expect(page.host.querySelector('img')?.alt).toBe('one.png');
    await press('ArrowRight');
    expect(page.host.querySelector('img')?.alt).toBe('second.png');
    await press('ArrowRight');
    expect(page.text).toContain('2 of 2');
    await page.click('Previous picture');
    expect(page.host.querySelector('img')?.alt).toBe('one.png');
    await press('Escape');
    expect(closed).toBe(1);
  });

  test('is the original where every browser shows it, and else its preview', async () => {
    const page = await render(PictureStage, [], { pictures });
    expect(page.host.querySelector('img')?.getAttribute('src')).not.toContain('preview');
    await page.click('Next picture');
    expect(page.host.querySelector('img')?.getAttribute('src')).toContain('preview');
  });
});

describe('the size of a file', () => {
  test('is written as the language does', async () => {
    await render(MessageAttachments, [{ provide: Session, useValue: {} }], { attachments: [] });
    const sizes = TestBed.inject(FileSizes);
    expect([0, 999, 2_048, 1_500_000].map((bytes) => sizes.of(bytes))).toEqual([
      '0 byte',
      '999 byte',
      '2 kB',
      '1.4 MB',
    ]);
    await TestBed.inject(Language).use('de');
    expect(sizes.of(1_500_000)).toBe('1,4 MB');
  });
});

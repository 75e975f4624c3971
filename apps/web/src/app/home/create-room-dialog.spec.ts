import { MatDialogRef } from '@angular/material/dialog';
import { ApiFailure } from '../core/api/api-failure';
import { MyRooms } from '../core/rooms/my-rooms';
import { render } from '../core/testing/rendered';
import { CreateRoomDialog } from './create-room-dialog';

async function open(answer: () => Promise<{ slug: string }>) {
  const asked: unknown[] = [];
  const happened: string[] = [];
  const page = await render(CreateRoomDialog, [
    {
      provide: MyRooms,
      useValue: {
        create: (room: unknown) => {
          asked.push(room);
          return answer();
        },
      },
    },
    { provide: MatDialogRef, useValue: { close: () => happened.push('dialog closed') } },
  ]);
  return { page, asked, happened };
}

describe('a room that is created', () => {
  test('is for those whom it was chosen to be for', async () => {
    const { page, asked, happened } = await open(async () => ({ slug: 'only-us' }));
    expect(page.input('Public')).toHaveProperty('checked', true);
    page.fill({ Title: 'Only us' });
    page.input('Private').click();
    await page.submit();
    expect(asked).toEqual([{ title: 'Only us', description: '', visibility: 'private' }]);
    expect(happened).toEqual(['dialog closed']);
  });

  test('stays in the dialog with what stands in its way', async () => {
    const { page, happened } = await open(() => Promise.reject(ApiFailure.offline()));
    page.fill({ Title: 'Only us' });
    await page.submit();
    expect(page.alert).toMatch(/reach/);
    expect(happened).toEqual([]);
  });
});

import { Component, inject } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { DialogFrame } from './dialog-frame';

@Component({
  imports: [DialogFrame],
  template: `<parlour-dialog-frame title="Create a room"
    >body <button dialogActions>OK</button></parlour-dialog-frame
  >`,
})
class Dialog {}

@Component({ template: '' })
class Opener {
  readonly dialog = inject(MatDialog);
}

test('the title of a dialog names it', async () => {
  const fixture = TestBed.createComponent(Opener);
  fixture.componentInstance.dialog.open(Dialog);
  await fixture.whenStable();
  const dialog = document.querySelector('[role=dialog]');
  const title = document.getElementById(dialog?.getAttribute('aria-labelledby') ?? '');
  expect(title?.textContent).toBe('Create a room');
  expect(dialog?.querySelector('.actions button')?.textContent).toBe('OK');
});

import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { WaitingRows } from '../list/waiting-rows';
import { Page } from './page';

@Component({
  imports: [Page, WaitingRows],
  template: `
    <parlour-page heading="People">
      <button pageActions>Add</button>
      <parlour-waiting-rows [widths]="['40%', '55%']" />
    </parlour-page>
  `,
})
class Host {}

describe('a page', () => {
  const render = async (): Promise<HTMLElement> => {
    const fixture = TestBed.createComponent(Host);
    await fixture.whenStable();
    return fixture.nativeElement as HTMLElement;
  };

  test('begins with its heading, and what can be done stands beside it', async () => {
    const header = (await render()).querySelector('header');
    expect(header?.querySelector('h1')?.textContent).toBe('People');
    expect(header?.querySelector('button')?.textContent).toBe('Add');
    expect(header?.querySelector('parlour-waiting-rows')).toBeNull();
  });

  test('of people who are on their way the faces and lines can be seen already, and nothing is said', async () => {
    const host = await render();
    const places = [...host.querySelectorAll<HTMLElement>('parlour-waiting-rows parlour-skeleton')];
    expect(places.map(({ style }) => style.width)).toEqual(['40px', '40%', '40px', '55%']);
    expect(host.querySelector('parlour-waiting-rows')?.textContent).toBe('');
  });
});

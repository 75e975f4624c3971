import { LiveAnnouncer } from '@angular/cdk/a11y';
import { BreakpointObserver } from '@angular/cdk/layout';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { of } from 'rxjs';
import { anna, ben, cem } from '../core/testing/users';
import { type Rendered, render } from '../core/testing/rendered';
import { IncomingCalls } from './incoming-calls';
import { RingStore } from './ring-store';
import { RingWorld, participantOf } from './testing/ring-world';
import { ringOf } from './testing/rings';

@Component({
  imports: [IncomingCalls],
  template: `<input aria-label="Message" /><button type="button">A button</button><parlour-incoming-calls />`,
})
class Page {}

describe('what rings', () => {
  let world: RingWorld;
  let page: Rendered<Page>;
  let announced: string[];

  async function open({ phone = false } = {}): Promise<void> {
    page = await render(Page, [
      ...world.providers,
      provideRouter([{ path: '**', children: [] }]),
      {
        provide: BreakpointObserver,
        useValue: { observe: () => of({ matches: phone }), isMatched: () => phone },
      },
      {
        provide: LiveAnnouncer,
        useValue: {
          announce: async (words: string, how: string) => void announced.push(`${how}: ${words}`),
        },
      },
    ]);
    TestBed.inject(RingStore);
  }
  async function ring(different = {}) {
    const ringing = ringOf(different);
    world.realtime.push('ring:incoming', { ring: ringing });
    await page.settle();
    return ringing;
  }
  const dialog = () => page.host.querySelector<HTMLElement>('[role=alertdialog]');
  const press = async (key: string) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
    await page.settle();
    return event;
  };

  beforeEach(() => {
    world = new RingWorld();
    announced = [];
  });

  it('is said at once to those who listen, with the way to answer', async () => {
    await open();
    await ring({ video: true });
    expect(announced).toEqual(['assertive: Ben is calling with video. Press Tab to get to the answers.']);
    expect(dialog()?.getAttribute('aria-labelledby')).toBe(
      page.host.querySelector('.name')?.getAttribute('id'),
    );
  });

  it('says who is inside already', async () => {
    await open();
    await ring({ others: [anna, cem] });
    expect(page.text).toContain('In the call: Anna and Cem');
  });

  it('offers first what was asked for', async () => {
    await open();
    await ring({ video: false });
    expect([...page.host.querySelectorAll('.answer')].map((button) => button.textContent.trim())).toEqual([
      'Decline',
      'With voice',
      'With video',
    ]);
  });

  it('has the focus, so that Esc declines; and gives it back', async () => {
    await open();
    page.button('A button').focus();
    const { id } = await ring();
    expect(document.activeElement).toBe(dialog());
    await press('Escape');
    expect(world.realtime.sent('ring:decline')).toEqual([{ ringId: id }]);
    expect(dialog()).toBeNull();
    expect(document.activeElement).toBe(page.button('A button'));
  });

  it('takes the focus from nobody who writes; the next Tab leads into it', async () => {
    await open();
    page.input('Message').focus();
    await ring();
    expect(document.activeElement).toBe(page.input('Message'));
    await press('Escape');
    expect(world.realtime.sent('ring:decline')).toEqual([]);
    const tab = await press('Tab');
    expect(tab.defaultPrevented).toBe(true);
    expect(document.activeElement).toBe(dialog());
    expect((await press('Tab')).defaultPrevented).toBe(false);
  });

  it('holds the focus where it has the whole screen', async () => {
    await open({ phone: true });
    page.input('Message').focus();
    await ring();
    expect(document.activeElement).toBe(dialog());
    expect(dialog()?.getAttribute('aria-modal')).toBe('true');
  });

  it('is one card for each who calls', async () => {
    await open();
    await ring();
    await ring({ caller: cem });
    expect(page.host.querySelectorAll('[role=alertdialog]')).toHaveLength(2);
    expect(page.text).toContain('Cem is calling');
  });

  it('cannot be answered while the connection is away, and says why', async () => {
    await open();
    await ring();
    world.realtime.lose();
    await page.settle();
    expect(page.text).toContain('Reconnecting…');
    expect(page.button('With voice').hasAttribute('disabled')).toBe(true);
    expect(page.button('Decline').hasAttribute('disabled')).toBe(false);
  });

  it('goes when it is answered, and says what answering ends', async () => {
    await open();
    const first = await ring();
    world.realtime.answer('ring:answer', () => world.seatIn(first, [participantOf(ben)]));
    await page.click('With voice');
    await world.settled();
    expect(dialog()).toBeNull();
    await ring({ caller: cem });
    expect(page.text).toContain('Answering ends the call that you are in.');
  });
});

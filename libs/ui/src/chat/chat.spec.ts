import { type Type } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { CallNote } from './call-note';
import { CountBadge } from './count-badge';
import { MessageGroup } from './message-group';

async function render<T>(component: Type<T>, inputs: Readonly<Record<string, unknown>>) {
  const fixture: ComponentFixture<T> = TestBed.createComponent(component);
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  await fixture.whenStable();
  return { fixture, host: fixture.nativeElement as HTMLElement };
}

const time = { iso: '2026-11-21T10:00:00.000Z', label: '10:00' };

describe('a badge', () => {
  test.each([
    [3, '3'],
    [99, '99'],
    [100, '99+'],
  ])('of %s shows %s, and is silent', async (count, text) => {
    const { host } = await render(CountBadge, { count });
    expect(host.textContent).toBe(text);
    expect(host.getAttribute('aria-hidden')).toBe('true');
  });
});

describe('a call among the messages', () => {
  const note = { look: 'missed', text: 'Missed voice call', time };

  test('says what became of it, and calls again at a click', async () => {
    const { fixture, host } = await render(CallNote, { note, action: 'Call back' });
    let calls = 0;
    fixture.componentInstance.callBack.subscribe(() => (calls += 1));
    expect(host.querySelector('p')?.textContent).toContain('Missed voice call');
    host.querySelector('button')?.click();
    expect(calls).toBe(1);
  });

  test('offers nothing where nobody can be called', async () => {
    const { host } = await render(CallNote, { note, action: null });
    expect(host.querySelector('button')).toBeNull();
  });
});

describe('messages of one person', () => {
  test('lead from name and face to the person, and are no stops for the Tab key', async () => {
    const { fixture, host } = await render(MessageGroup, {
      authorId: 'id-0',
      author: 'Anna',
      time,
    });
    const opened: HTMLElement[] = [];
    fixture.componentInstance.openAuthor.subscribe((element) => opened.push(element));
    const buttons = [...host.querySelectorAll('button')];
    for (const button of buttons) button.click();
    expect(opened).toEqual(buttons);
    expect(buttons.map(({ tabIndex }) => tabIndex)).toEqual([-1, -1]);
  });
});

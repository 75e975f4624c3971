import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Button } from './button';
import { IconButton } from './icon-button';

@Component({
  imports: [Button, IconButton],
  template: `
    <button parlourButton variant="danger" [busy]="busy()">Leave</button>
    <button parlourIconButton [label]="label()"><span>×</span></button>
  `,
})
class Host {
  readonly busy = signal(false);
  readonly label = signal('Mute');
}

async function render() {
  const fixture = TestBed.createComponent(Host);
  await fixture.whenStable();
  const [button, icon] = (fixture.nativeElement as HTMLElement).querySelectorAll('button');
  return { fixture, button, icon };
}

describe('buttons', () => {
  test('a busy one says so and keeps its words', async () => {
    const { fixture, button } = await render();
    expect(button?.hasAttribute('aria-busy')).toBe(false);
    fixture.componentInstance.busy.set(true);
    await fixture.whenStable();
    expect(button?.getAttribute('aria-busy')).toBe('true');
    expect(button?.textContent).toBe('Leave');
    expect(button?.dataset['variant']).toBe('danger');
  });

  test('one of only an icon has a name, and a new one when its state changes', async () => {
    const { fixture, icon } = await render();
    expect(icon?.getAttribute('aria-label')).toBe('Mute');
    fixture.componentInstance.label.set('Unmute');
    await fixture.whenStable();
    expect(icon?.getAttribute('aria-label')).toBe('Unmute');
  });
});

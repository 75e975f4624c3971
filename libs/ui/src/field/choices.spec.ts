import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Choices } from './choices';
import { Switch } from './switch';

@Component({
  imports: [Choices, Switch],
  template: `
    <parlour-choices
      legend="Status"
      [choices]="[
        { value: 'here', label: 'Online', meaning: 'As you are.', look: 'online' },
        { value: 'quiet', label: 'Do not disturb' },
      ]"
      [(value)]="value"
    />
    <parlour-switch label="Last seen" meaning="To friends only." [(checked)]="on" />
  `,
})
class Host {
  readonly value = signal('here');
  readonly on = signal(true);
}

async function open() {
  const fixture = TestBed.createComponent(Host);
  await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  const [first, second] = host.querySelectorAll<HTMLInputElement>('input[type=radio]');
  const toggle = host.querySelector<HTMLInputElement>('input[type=checkbox]');
  if (!first || !second || !toggle) throw new Error('There are controls missing');
  return { fixture, host, first, second, toggle };
}

const describedBy = (input: HTMLInputElement) =>
  document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent;

describe('choices', () => {
  test('are a named group, each with its label and what it means', async () => {
    const { host, first, second } = await open();
    document.body.append(host);
    expect(host.querySelector('legend')?.textContent).toBe('Status');
    expect(first.getAttribute('aria-label')).toBe('Online');
    expect(describedBy(first)).toBe('As you are.');
    expect(second.hasAttribute('aria-describedby')).toBe(false);
    host.remove();
  });

  test('tell what was chosen, and show what is', async () => {
    const { fixture, first, second } = await open();
    expect([first.checked, second.checked]).toEqual([true, false]);
    second.click();
    expect(fixture.componentInstance.value()).toBe('quiet');
    await fixture.whenStable();
    fixture.componentInstance.value.set('here');
    await fixture.whenStable();
    expect([first.checked, second.checked]).toEqual([true, false]);
  });
});

describe('a switch', () => {
  test('is one for listeners too, with a name and what it means', async () => {
    const { host, toggle } = await open();
    document.body.append(host);
    expect(toggle.getAttribute('role')).toBe('switch');
    expect(toggle.getAttribute('aria-label')).toBe('Last seen');
    expect(describedBy(toggle)).toBe('To friends only.');
    host.remove();
  });

  test('is turned by its whole line', async () => {
    const { fixture, host } = await open();
    document.body.append(host);
    host.querySelector<HTMLElement>('parlour-switch label')?.click();
    expect(fixture.componentInstance.on()).toBe(false);
    host.remove();
  });
});

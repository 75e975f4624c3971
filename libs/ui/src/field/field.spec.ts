import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Control } from './control';
import { Field } from './field';
import { PasswordMeter } from './password-meter';
import { RevealButton } from './reveal-button';

@Component({
  imports: [Control, Field, RevealButton],
  template: `
    <parlour-field label="Password" hint="At least 10 characters." [error]="error()">
      <input parlourControl [attr.type]="revealed() ? 'text' : 'password'" />
      <parlour-reveal-button fieldSuffix [(revealed)]="revealed" label="Show password" />
    </parlour-field>
  `,
})
class Host {
  readonly error = signal<string | null>(null);
  readonly revealed = signal(false);
}

async function render() {
  const fixture = TestBed.createComponent(Host);
  await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  const input = host.querySelector('input');
  if (!input) throw new Error('There is no input');
  const described = () =>
    host.querySelector(`[id="${input.getAttribute('aria-describedby') ?? ''}"]`)?.textContent;
  return { fixture, host, input, described };
}

describe('a field', () => {
  test('its label names the control', async () => {
    const { input } = await render();
    expect(input.labels?.[0]?.textContent).toBe('Password');
  });

  test('its hint describes the control, and gives way to the error, which marks it', async () => {
    const { fixture, input, described } = await render();
    expect(described()).toBe('At least 10 characters.');
    expect(input.hasAttribute('aria-invalid')).toBe(false);
    fixture.componentInstance.error.set('This password is too easy to guess.');
    await fixture.whenStable();
    expect(described()).toBe('This password is too easy to guess.');
    expect(input.getAttribute('aria-invalid')).toBe('true');
  });

  test('shows a password when asked to, and says that it does', async () => {
    const { fixture, host, input } = await render();
    const button = host.querySelector('button');
    button?.click();
    await fixture.whenStable();
    expect(input.type).toBe('text');
    expect(button?.getAttribute('aria-pressed')).toBe('true');
    expect(button?.getAttribute('aria-label')).toBe('Show password');
  });
});

describe('the password meter', () => {
  test.each([
    [null, 0],
    [0, 1],
    [1, 1],
    [3, 3],
    [4, 4],
  ])('a score of %s lights %i bars', async (score, bars) => {
    const fixture = TestBed.createComponent(PasswordMeter);
    fixture.componentRef.setInput('score', score);
    fixture.componentRef.setInput('words', 'in words');
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    expect(host.querySelectorAll('.on')).toHaveLength(bars);
    expect(host.querySelector('[role=status]')?.textContent).toBe('in words');
  });
});

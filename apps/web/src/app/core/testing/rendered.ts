import { type EnvironmentProviders, type Provider, type Type } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { Language } from '../i18n/language';
import { provideI18n } from '../i18n/provide-i18n';

/** A component in a page, in English, used as people use it: by its words. */
export class Rendered<T> {
  readonly host: HTMLElement;

  constructor(readonly fixture: ComponentFixture<T>) {
    this.host = fixture.nativeElement as HTMLElement;
  }

  get text(): string {
    return this.host.textContent.replace(/\s+/g, ' ').trim();
  }

  get alert(): string | undefined {
    return this.host.querySelector('[role=alert]')?.textContent.trim();
  }

  /** Also in what lies over the page: dialogs and menus. */
  input(label: string): HTMLInputElement | HTMLTextAreaElement {
    const found = [
      ...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea'),
    ].find((one) => nameOf(one) === label);
    if (!found) throw new Error(`There is no field ${label}`);
    return found;
  }

  button(name: string | RegExp): HTMLElement {
    const found = this.buttons().find((button) =>
      typeof name === 'string' ? nameOf(button) === name : name.test(nameOf(button)),
    );
    if (!found)
      throw new Error(`There is no button ${String(name)} among ${this.buttons().map(nameOf).join(', ')}`);
    return found;
  }

  buttons(): HTMLElement[] {
    return [...document.querySelectorAll<HTMLElement>('button, [role^=menuitem]')];
  }

  fill(values: Readonly<Record<string, string>>): void {
    for (const [label, value] of Object.entries(values)) {
      const field = this.input(label);
      field.dispatchEvent(new Event('focusin', { bubbles: true }));
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }

  async click(name: string | RegExp): Promise<void> {
    this.button(name).click();
    await this.settle();
  }

  async submit(): Promise<void> {
    document.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    await this.settle();
  }

  /** Dynamic imports and promises of the test's own are unknown to Angular. */
  async settle(): Promise<void> {
    for (let turns = 0; turns < 8; turns++) {
      await this.fixture.whenStable();
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  /** What stands below a field that is wrong; null where it is not. */
  errorOf(label: string): string | null {
    const field = this.input(label);
    if (!field.hasAttribute('aria-invalid')) return null;
    return document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent ?? '';
  }
}

export async function render<T>(
  component: Type<T>,
  providers: readonly (Provider | EnvironmentProviders)[] = [],
  inputs: Readonly<Record<string, unknown>> = {},
): Promise<Rendered<T>> {
  TestBed.configureTestingModule({ providers: [provideI18n(), provideRouter([]), ...providers] });
  await TestBed.inject(Language).use('en');
  const fixture = TestBed.createComponent(component);
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  const rendered = new Rendered(fixture);
  document.body.append(rendered.host);
  await rendered.settle();
  return rendered;
}

const nameOf = (element: HTMLElement): string => {
  const label = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
  const text = label ? element.labels?.[0]?.textContent : element.textContent;
  return (element.getAttribute('aria-label') ?? text ?? '').replace(/\s+/g, ' ').trim();
};

afterEach(() => document.body.replaceChildren());

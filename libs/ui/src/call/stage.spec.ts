import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { Placed, Stage } from './stage';

/** The observers of a page that lays nothing out; the test says how large the stage is. */
class FakeResizeObserver {
  static resize: (width: number, height: number) => void = () => undefined;

  constructor(callback: ResizeObserverCallback) {
    FakeResizeObserver.resize = (width, height) => {
      const entry = { contentRect: { width, height } } as ResizeObserverEntry;
      callback([entry], this);
    };
  }

  observe(): void {
    // the test says what is seen
  }

  unobserve(): void {
    // nothing was observed
  }

  disconnect(): void {
    FakeResizeObserver.resize = () => undefined;
  }
}

@Component({
  imports: [Placed, Stage],
  template: `
    <parlour-stage [featured]="featured()" [aside]="aside()">
      @for (key of ['anna', 'ben', 'cem']; track key) {
        <p [parlourPlace]="key">{{ key }}</p>
      }
    </parlour-stage>
  `,
})
class Host {
  readonly featured = signal<readonly string[]>([]);
  readonly aside = signal<readonly string[]>(['anna', 'ben', 'cem']);
}

describe('the stage', () => {
  let fixture: ComponentFixture<Host>;
  const before = globalThis.ResizeObserver;

  const tile = (name: string): HTMLElement => {
    const found = [...(fixture.nativeElement as HTMLElement).querySelectorAll('p')].find(
      ({ textContent }) => textContent === name,
    );
    if (!found) throw new Error(`There is no tile of ${name}`);
    return found;
  };
  const widthOf = (name: string): number => Number.parseInt(tile(name).style.width);

  async function resize(width: number, height: number): Promise<void> {
    FakeResizeObserver.resize(width, height);
    await fixture.whenStable();
  }

  beforeEach(async () => {
    globalThis.ResizeObserver = FakeResizeObserver;
    fixture = TestBed.createComponent(Host);
    await fixture.whenStable();
    await resize(984, 600);
  });

  afterEach(() => {
    globalThis.ResizeObserver = before;
  });

  it('gives everybody the same place', () => {
    expect(widthOf('anna')).toBeGreaterThan(300);
    expect(new Set(['anna', 'ben', 'cem'].map(widthOf)).size).toBe(1);
  });

  it('moves its tiles and makes none anew, when one is featured', async () => {
    const ben = tile('ben');
    fixture.componentInstance.featured.set(['ben']);
    fixture.componentInstance.aside.set(['anna', 'cem']);
    await fixture.whenStable();
    expect(tile('ben')).toBe(ben);
    expect(widthOf('ben')).toBeGreaterThan(2 * widthOf('anna'));
    expect(ben.style.transition).toContain('translate');
  });

  it('follows the edge of the window without a glide', async () => {
    await resize(500, 300);
    expect(tile('ben').style.transition).toBe('');
    expect(widthOf('ben')).toBeLessThan(300);
  });

  it('hides who has no place on it', async () => {
    fixture.componentInstance.featured.set(['cem']);
    fixture.componentInstance.aside.set([]);
    await fixture.whenStable();
    expect(tile('anna').hidden).toBe(true);
    expect(tile('cem').hidden).toBe(false);
  });
});

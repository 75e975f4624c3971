import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { ScreenTile } from './screen-tile';
import { Tile } from './tile';

@Component({
  imports: [ScreenTile, Tile],
  template: `
    <parlour-tile
      participantId="1"
      username="ben"
      name="Ben"
      [microphone]="microphone()"
      [camera]="camera()"
      [condition]="condition()"
      [hand]="hand()"
      [words]="{ muted: 'muted', cameraOff: 'camera off', hand: 'hand raised, number 2' }"
    >
      <i>face</i>
      <b tileMark>bars</b>
    </parlour-tile>
    <parlour-screen-tile username="cem" name="Screen of Cem" caption="Cem is sharing" [picture]="null">
      <i>on its way</i>
    </parlour-screen-tile>
  `,
})
class Host {
  readonly microphone = signal(true);
  readonly camera = signal(true);
  readonly condition = signal<string | null>(null);
  readonly hand = signal<number | null>(null);
}

describe('a tile of the stage', () => {
  let fixture: ComponentFixture<Host>;

  const part = (selector: string): HTMLElement | null =>
    (fixture.nativeElement as HTMLElement).querySelector<HTMLElement>(selector);
  const text = (selector: string): string => part(selector)?.textContent.replace(/\s+/g, ' ').trim() ?? '';

  beforeEach(async () => {
    fixture = TestBed.createComponent(Host);
    await fixture.whenStable();
  });

  it('is a group by the name of its person, and of its screen', () => {
    expect(part('parlour-tile')?.getAttribute('aria-label')).toBe('Ben');
    expect(part('parlour-screen-tile')?.getAttribute('aria-label')).toBe('Screen of Cem');
    expect(text('parlour-screen-tile .plate')).toBe('Cem is sharing');
  });

  it('shows the face, and what stands for a screen, until there is a frame', () => {
    expect(part('parlour-tile .face')?.hidden).toBe(false);
    expect(part('parlour-screen-tile .instead')?.hidden).toBe(false);
    expect(part('parlour-screen-tile parlour-picture')?.getAttribute('data-shown')).toBe('false');
  });

  it('says what is off, also to those who listen', async () => {
    expect(text('parlour-tile .plate')).not.toMatch(/muted|camera off/);
    fixture.componentInstance.microphone.set(false);
    fixture.componentInstance.camera.set(false);
    await fixture.whenStable();
    expect(text('parlour-tile .plate')).toMatch(/muted.*Ben.*camera off.*bars/);
  });

  it('shows which in turn a raised hand is', async () => {
    expect(part('.hand')).toBeNull();
    fixture.componentInstance.hand.set(2);
    await fixture.whenStable();
    expect(text('.hand span[aria-hidden]')).toBe('2');
    expect(text('.hand .visually-hidden')).toBe('hand raised, number 2');
  });

  it('says how it stands, and lets the picture look as still as it is', async () => {
    expect(part('.condition')).toBeNull();
    fixture.componentInstance.condition.set('Reconnecting…');
    await fixture.whenStable();
    expect(text('.condition')).toBe('Reconnecting…');
    expect(part('parlour-tile video')?.classList).toContain('stale');
  });
});

import { TestBed } from '@angular/core/testing';
import { Avatar } from './avatar';
import { avatarColor, initials } from './avatar-look';
import { Faces } from './faces';

const people = ['anna', 'ben', 'cem', 'dora', 'eli'].map((name, index) => ({
  id: `id-${index}`,
  name,
  picture: null,
}));

describe('a face', () => {
  test.each([
    ['anna', 'A'],
    ['anna_berg', 'AB'],
    ['_x_', 'X'],
    ['anna_maria_berg', 'AM'],
    ['42', '4'],
    ['', ''],
  ])('%s is shown as %s', (name, letters) => {
    expect(initials(name)).toBe(letters);
  });

  test('has the same colour wherever its person appears', () => {
    expect(avatarColor(people[0]?.id ?? '')).toBe(avatarColor('id-0'));
    expect(new Set(people.map(({ id }) => avatarColor(id))).size).toBeGreaterThan(2);
  });

  async function face(picture: string | null) {
    const fixture = TestBed.createComponent(Avatar);
    fixture.componentRef.setInput('userId', 'id-0');
    fixture.componentRef.setInput('name', 'anna_berg');
    fixture.componentRef.setInput('picture', picture);
    await fixture.whenStable();
    return { fixture, host: fixture.nativeElement as HTMLElement };
  }

  test('is silent for listeners: the name stands beside it', async () => {
    const { host } = await face(null);
    expect(host.textContent.trim()).toBe('AB');
    expect(host.getAttribute('aria-hidden')).toBe('true');
  });

  test('is its picture once that is there, and initials until then', async () => {
    const { host, fixture } = await face('/picture.webp');
    expect(host.textContent.trim()).toBe('AB');
    host.querySelector('img')?.dispatchEvent(new Event('load'));
    await fixture.whenStable();
    expect(host.textContent.trim()).toBe('');
    expect(host.querySelector('img')?.getAttribute('alt')).toBe('');
  });

  test('is initials where the picture does not load, and tries the next one', async () => {
    const { host, fixture } = await face('/gone.webp');
    host.querySelector('img')?.dispatchEvent(new Event('error'));
    await fixture.whenStable();
    expect(host.querySelector('img')).toBeNull();
    expect(host.textContent.trim()).toBe('AB');
    fixture.componentRef.setInput('picture', '/new.webp');
    await fixture.whenStable();
    expect(host.querySelector('img')?.getAttribute('src')).toBe('/new.webp');
  });

  test('shows each presence by a shape of its own, not by a colour alone', async () => {
    const { host, fixture } = await face(null);
    expect(host.querySelector('parlour-presence-dot')).toBeNull();
    const shapes = new Set<string>();
    for (const state of ['online', 'away', 'in-call', 'dnd', 'offline']) {
      fixture.componentRef.setInput('presence', state);
      await fixture.whenStable();
      shapes.add(host.querySelector('svg')?.innerHTML.replace(/<!--.*?-->/g, '') ?? '');
    }
    expect(shapes.size).toBe(5);
  });

  test('more faces than fit become a count, and are all named for listeners', async () => {
    const fixture = TestBed.createComponent(Faces);
    fixture.componentRef.setInput('people', people);
    fixture.componentRef.setInput('label', 'Live now: all five');
    fixture.componentRef.setInput('max', 3);
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    expect(host.querySelectorAll('parlour-avatar')).toHaveLength(2);
    expect(host.querySelector('.more')?.textContent).toBe('+3');
    expect(host.querySelector('.visually-hidden')?.textContent).toBe('Live now: all five');
  });
});

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

  test('is silent for listeners: the name stands beside it', async () => {
    const fixture = TestBed.createComponent(Avatar);
    fixture.componentRef.setInput('userId', 'id-0');
    fixture.componentRef.setInput('name', 'anna_berg');
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    expect(host.textContent.trim()).toBe('AB');
    expect(host.getAttribute('aria-hidden')).toBe('true');
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

import { TestBed } from '@angular/core/testing';
import { Theme } from './theme';

describe('the theme', () => {
  beforeEach(() => localStorage.clear());
  const shown = () => document.documentElement.dataset['theme'];

  test('is that of the system until one chooses, and again when one chooses that', () => {
    const theme = TestBed.inject(Theme);
    expect(shown()).toBeUndefined();
    theme.use('dark');
    expect(shown()).toBe('dark');
    theme.use('system');
    expect(shown()).toBeUndefined();
  });

  test('is kept', () => {
    localStorage.setItem('parlour.theme', 'dark');
    expect(TestBed.inject(Theme).name()).toBe('dark');
    expect(shown()).toBe('dark');
  });

  test('does not follow a value that makes no sense', () => {
    localStorage.setItem('parlour.theme', 'neon');
    expect(TestBed.inject(Theme).name()).toBe('system');
  });
});

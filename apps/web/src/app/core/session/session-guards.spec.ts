import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { Session } from './session';
import { nextPage, signedInOnly, signedOutOnly } from './session-guards';
import { type SessionState } from './session-state';

@Component({ template: '' })
class Page {}

async function go(kind: SessionState['kind'], url: string): Promise<string> {
  TestBed.configureTestingModule({
    providers: [
      { provide: Session, useValue: { settled: async () => ({ kind }) } },
      provideRouter([
        { path: 'sign-in', component: Page, canActivate: [signedOutOnly] },
        { path: '', component: Page, canActivate: [signedInOnly] },
        { path: 'rooms/:slug', component: Page, canActivate: [signedInOnly] },
      ]),
    ],
  });
  await RouterTestingHarness.create(url);
  return TestBed.inject(Router).url;
}

test.each([
  ['signed-out', '/', '/sign-in'],
  ['signed-out', '/rooms/sunday-lunch', '/sign-in?next=%2Frooms%2Fsunday-lunch'],
  ['signed-out', '/sign-in', '/sign-in'],
  ['signed-in', '/rooms/sunday-lunch', '/rooms/sunday-lunch'],
  ['signed-in', '/sign-in', '/'],
  ['signed-in', '/sign-in?next=%2Frooms%2Fsunday-lunch', '/rooms/sunday-lunch'],
] as const)('somebody %s who opens %s lands on %s', async (kind, url, landing) => {
  expect(await go(kind, url)).toBe(landing);
});

test.each([
  ['/rooms/a', '/rooms/a'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  [null, '/'],
])('the address %s leads to %s after signing in', (next, page) => {
  expect(nextPage(next)).toBe(page);
});

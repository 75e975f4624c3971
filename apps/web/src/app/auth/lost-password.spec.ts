import { Location } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { type ErrorCode, type ResetPasswordRequest } from '@parlour/contracts';
import { Language } from '../core/i18n/language';
import { provideI18n } from '../core/i18n/provide-i18n';
import { PartingWords } from '../core/session/parting-words';
import { Session } from '../core/session/session';
import { type SessionState } from '../core/session/session-state';
import { Rendered, render } from '../core/testing/rendered';
import { ForgotPassword } from './forgot-password';
import { PasswordStrength } from './password-strength';
import { ResetPassword } from './reset-password';

const { fetch } = globalThis;
afterEach(() => {
  globalThis.fetch = fetch;
});

/** A server that gives this answer to everything; resolves with what was asked. */
function serverAnswers(status: number, body?: object) {
  const asked: { readonly url: string; readonly body: unknown }[] = [];
  globalThis.fetch = (async (url: string, init: RequestInit) => {
    asked.push({ url, body: JSON.parse(String(init.body)) });
    return { ok: status < 400, status, json: async () => body };
  }) as unknown as typeof fetch;
  return asked;
}

const problem = (status: number, code: ErrorCode) =>
  [status, { type: 'about:blank', title: 'x', status, detail: 'x', code }] as const;

describe('who forgot the password', () => {
  test('gets a link by mail, in words that do not tell whether there is such an account', async () => {
    const asked = serverAnswers(200, { deliveredBy: 'mail' });
    const page = await render(ForgotPassword);
    page.fill({ 'Username or e-mail': 'anna' });
    await page.submit();
    expect(asked).toEqual([{ url: '/api/auth/password-reset', body: { login: 'anna' } }]);
    expect(page.text).toMatch(/If there is an account for “anna”, a link is on its way/);
    expect(page.host.querySelector('h1')?.textContent).toBe('Look into your mail');
    expect(document.activeElement?.textContent).toMatch(/If there is an account/);
  });

  test('is told to ask the person who runs the server where it sends no mail', async () => {
    serverAnswers(200, { deliveredBy: 'operator' });
    const page = await render(ForgotPassword);
    page.fill({ 'Username or e-mail': 'anna' });
    await page.submit();
    expect(page.host.querySelector('h1')?.textContent).toBe('Ask the person who runs this server');
    expect(page.text).not.toMatch(/on its way/);
    await page.click('Try another name');
    expect(page.input('Username or e-mail').value).toBe('anna');
    expect(document.activeElement).toBe(page.input('Username or e-mail'));
  });

  test('is asked for a name before the server is', async () => {
    const asked = serverAnswers(200);
    const page = await render(ForgotPassword);
    await page.submit();
    expect(page.errorOf('Username or e-mail')).toMatch(/Enter your username/);
    expect(asked).toEqual([]);
  });

  test('does not have to type again what was typed on the sign-in page', async () => {
    TestBed.configureTestingModule({
      providers: [provideI18n(), provideRouter([{ path: 'forgot-password', component: ForgotPassword }])],
    });
    await TestBed.inject(Language).use('en');
    const harness = await RouterTestingHarness.create();
    await TestBed.inject(Router).navigateByUrl('/forgot-password', { state: { login: 'anna' } });
    document.body.append(harness.fixture.nativeElement as HTMLElement);
    const page = new Rendered(harness.fixture);
    await page.settle();
    expect(page.input('Username or e-mail').value).toBe('anna');
  });

  test('reads why it did not work', async () => {
    serverAnswers(...problem(429, 'rate_limited'));
    const page = await render(ForgotPassword);
    page.fill({ 'Username or e-mail': 'anna' });
    await page.submit();
    expect(page.alert).toMatch(/too often/);
  });
});

describe('a link that sets a new password', () => {
  async function open(url: string, kind: SessionState['kind'] = 'signed-out') {
    const ended: unknown[] = [];
    const session = { state: () => ({ kind }), logOut: async () => void ended.push('logged out') };
    const strength = { of: async () => ({ score: 4, advice: [] }), prepare: () => undefined };
    TestBed.configureTestingModule({
      providers: [
        provideI18n(),
        provideRouter([
          { path: 'reset-password', component: ResetPassword },
          { path: 'sign-in', component: ForgotPassword },
        ]),
        { provide: Session, useValue: session },
        { provide: PasswordStrength, useValue: strength },
      ],
    });
    await TestBed.inject(Language).use('en');
    const harness = await RouterTestingHarness.create(url);
    document.body.append(harness.fixture.nativeElement as HTMLElement);
    const page = new Rendered(harness.fixture);
    await page.settle();
    return { page, ended };
  }

  const typed: Pick<ResetPasswordRequest, 'password'> = { password: 'a sentence nobody would guess 9' };

  test.each([
    ['signed-out', []],
    ['signed-in', ['logged out']],
  ] as const)('sets it, and sends who is %s to sign in with a word', async (kind, expected) => {
    const asked = serverAnswers(204);
    const { page, ended } = await open('/reset-password#token=secret-token', kind);
    page.fill({ 'New password': typed.password });
    await page.submit();
    expect(asked).toEqual([
      { url: '/api/auth/password-reset/confirm', body: { token: 'secret-token', ...typed } },
    ]);
    expect(ended).toEqual(expected);
    expect(TestBed.inject(Router).url).toBe('/sign-in');
    expect(TestBed.inject(PartingWords).take()).toBe('auth.signIn.passwordSet');
  });

  test('does not stay in the address', async () => {
    await open('/reset-password#token=secret-token');
    expect(TestBed.inject(Location).path(true)).toBe('/reset-password');
  });

  test('keeps what was typed when the password is too weak, and says so on the field', async () => {
    serverAnswers(...problem(400, 'weak_password'));
    const { page } = await open('/reset-password#token=secret-token');
    page.fill({ 'New password': typed.password });
    await page.submit();
    expect(page.errorOf('New password')).toMatch(/easy to guess/);
    expect(document.activeElement).toBe(page.input('New password'));
  });

  test('leads to a new one when it works no more', async () => {
    serverAnswers(...problem(400, 'reset_link_invalid'));
    const { page } = await open('/reset-password#token=spent');
    page.fill({ 'New password': typed.password });
    await page.submit();
    expect(page.alert).toMatch(/does not work any more/);
    expect(page.host.querySelector('form')).toBeNull();
    expect(page.host.querySelector('a[href="/forgot-password"]')).not.toBeNull();
  });

  test('without its token is not a link', async () => {
    const { page } = await open('/reset-password');
    expect(page.alert).toMatch(/not complete/);
    expect(page.host.querySelector('form')).toBeNull();
  });
});

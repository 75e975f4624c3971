import { type Type, signal } from '@angular/core';
import { ApiFailure } from '../core/api/api-failure';
import { Session } from '../core/session/session';
import { type SessionState } from '../core/session/session-state';
import { render as renderPage } from '../core/testing/rendered';
import { PasswordStrength } from './password-strength';
import { SignIn } from './sign-in';
import { SignUp } from './sign-up';

class FakeSession {
  readonly state = signal<SessionState>({ kind: 'signed-out', because: null });
  readonly sent: object[] = [];
  failure: ApiFailure | null = null;

  register = (request: object) => this.answer(request);
  logIn = (request: object) => this.answer(request);

  private async answer(request: object): Promise<void> {
    this.sent.push({ ...request });
    if (this.failure) throw this.failure;
  }
}

async function render(page: Type<unknown>, session = new FakeSession()) {
  const strength = { of: async () => ({ score: 1, advice: ['common'] }), prepare: () => undefined };
  const rendered = await renderPage(page, [
    { provide: Session, useValue: session },
    { provide: PasswordStrength, useValue: strength },
  ]);
  return { session, page: rendered };
}

const good = { Username: 'anna', 'E-mail': 'anna@example.org', Password: 'correct horse battery staple' };

describe('signing up', () => {
  test('sends what was typed', async () => {
    const { session, page } = await render(SignUp);
    page.fill(good);
    await page.submit();
    expect(session.sent).toEqual([
      { username: 'anna', email: 'anna@example.org', password: 'correct horse battery staple' },
    ]);
  });

  test('says on each field what is wrong, before anything is sent', async () => {
    const { session, page } = await render(SignUp);
    page.fill({ Username: 'an', 'E-mail': 'anna@', Password: 'short' });
    await page.submit();
    expect(page.errorOf('Username')).toMatch(/3 to 20 characters/);
    expect(page.errorOf('E-mail')).toMatch(/does not look like/);
    expect(page.errorOf('Password')).toMatch(/At least 10/);
    expect(session.sent).toEqual([]);
  });

  test('says nothing about a field that nobody has left yet', async () => {
    const { page } = await render(SignUp);
    page.fill({ Username: 'a' });
    await page.settle();
    expect(page.errorOf('Username')).toBeNull();
  });

  test.each([
    ['username_taken', 'Username', /is taken/],
    ['weak_password', 'Password', /easy to guess/],
  ] as const)('puts %s on the field that it is about', async (code, label, words) => {
    const session = new FakeSession();
    session.failure = new ApiFailure(code);
    const { page } = await render(SignUp, session);
    page.fill(good);
    await page.submit();
    expect(page.errorOf(label)).toMatch(words);
    expect(page.alert).toBeUndefined();
    page.fill({ [label]: `${good[label]}2` });
    await page.submit();
    expect(session.sent).toHaveLength(2);
  });

  test('says above the form what no field is to blame for', async () => {
    const session = new FakeSession();
    session.failure = new ApiFailure('rate_limited', { retryAfterSeconds: 30 });
    const { page } = await render(SignUp, session);
    page.fill(good);
    await page.submit();
    expect(page.alert).toMatch(/in 30 s/);
  });

  test('judges the password as it is typed, with advice', async () => {
    const { page } = await render(SignUp);
    page.fill({ Password: 'password123' });
    const words = () => page.host.querySelector('parlour-password-meter')?.textContent.trim();
    for (let waits = 0; waits < 50 && !words(); waits++) await page.settle();
    expect(words()).toBe('Easy to guess');
    expect(page.host.querySelector('.advice')?.textContent).toMatch(/much used password/);
  });
});

describe('signing in', () => {
  test('tells a wrong name and a wrong password in the same words', async () => {
    const session = new FakeSession();
    session.failure = new ApiFailure('invalid_credentials');
    const { page } = await render(SignIn, session);
    page.fill({ 'Username or e-mail': 'anna', Password: 'wrong' });
    await page.submit();
    expect(page.alert).toBe('The name or the password is wrong.');
  });

  test('asks for what is missing', async () => {
    const { session, page } = await render(SignIn);
    await page.submit();
    expect(page.errorOf('Username or e-mail')).toMatch(/Enter your username/);
    expect(session.sent).toEqual([]);
  });

  test('says why one is here when the server has ended the session', async () => {
    const session = new FakeSession();
    session.state.set({ kind: 'signed-out', because: 'refresh_reused' });
    const { page } = await render(SignIn, session);
    expect(page.host.querySelector('parlour-notice')?.textContent).toMatch(/used in two places/);
  });

  test('leads to a new password', async () => {
    const { page } = await render(SignIn);
    expect(page.host.querySelector('a[href="/forgot-password"]')?.textContent).toBe('Forgot your password?');
  });
});

import { type Type, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { ApiFailure } from '../core/api/api-failure';
import { Language } from '../core/i18n/language';
import { provideI18n } from '../core/i18n/provide-i18n';
import { Session } from '../core/session/session';
import { type SessionState } from '../core/session/session-state';
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
  TestBed.configureTestingModule({
    providers: [
      provideI18n(),
      provideRouter([]),
      { provide: Session, useValue: session },
      { provide: PasswordStrength, useValue: strength },
    ],
  });
  await TestBed.inject(Language).use('en');
  const fixture = TestBed.createComponent(page);
  await fixture.whenStable();
  const host = fixture.nativeElement as HTMLElement;
  document.body.append(host);

  const input = (label: string) => {
    const found = [...host.querySelectorAll('input')].find((one) => one.labels?.[0]?.textContent === label);
    if (!found) throw new Error(`There is no field ${label}`);
    return found;
  };
  const fill = (values: Readonly<Record<string, string>>) => {
    for (const [label, value] of Object.entries(values)) {
      const field = input(label);
      field.dispatchEvent(new Event('focusin', { bubbles: true }));
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
  };
  const submit = async () => {
    host.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    await settle();
  };
  // The schema of the contract is fetched by a dynamic import, of which Angular knows nothing.
  const settle = async () => {
    await import('./auth-schemas');
    for (let turns = 0; turns < 20; turns++) await fixture.whenStable();
  };
  const errorOf = (label: string) => {
    const field = input(label);
    if (!field.hasAttribute('aria-invalid')) return null;
    return document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent;
  };
  return {
    session,
    host,
    fill,
    submit,
    settle,
    errorOf,
    alert: () => host.querySelector('[role=alert]')?.textContent,
  };
}

afterEach(() => document.body.replaceChildren());

const good = { Username: 'anna', 'E-mail': 'anna@example.org', Password: 'correct horse battery staple' };

describe('signing up', () => {
  test('sends what was typed', async () => {
    const { session, fill, submit } = await render(SignUp);
    fill(good);
    await submit();
    expect(session.sent).toEqual([
      { username: 'anna', email: 'anna@example.org', password: 'correct horse battery staple' },
    ]);
  });

  test('says on each field what is wrong, before anything is sent', async () => {
    const { session, fill, submit, errorOf } = await render(SignUp);
    fill({ Username: 'an', 'E-mail': 'anna@', Password: 'short' });
    await submit();
    expect(errorOf('Username')).toMatch(/3 to 20 characters/);
    expect(errorOf('E-mail')).toMatch(/does not look like/);
    expect(errorOf('Password')).toMatch(/At least 10/);
    expect(session.sent).toEqual([]);
  });

  test('says nothing about a field that nobody has left yet', async () => {
    const { fill, settle, errorOf } = await render(SignUp);
    fill({ Username: 'a' });
    await settle();
    expect(errorOf('Username')).toBeNull();
  });

  test.each([
    ['username_taken', 'Username', /is taken/],
    ['weak_password', 'Password', /easy to guess/],
  ] as const)('puts %s on the field that it is about', async (code, label, words) => {
    const session = new FakeSession();
    session.failure = new ApiFailure(code);
    const { fill, submit, errorOf, alert } = await render(SignUp, session);
    fill(good);
    await submit();
    expect(errorOf(label)).toMatch(words);
    expect(alert()).toBeUndefined();
    fill({ [label]: `${good[label]}2` });
    await submit();
    expect(session.sent).toHaveLength(2);
  });

  test('says above the form what no field is to blame for', async () => {
    const session = new FakeSession();
    session.failure = new ApiFailure('rate_limited', { retryAfterSeconds: 30 });
    const { fill, submit, alert } = await render(SignUp, session);
    fill(good);
    await submit();
    expect(alert()).toMatch(/in 30 s/);
  });

  test('judges the password as it is typed, with advice', async () => {
    const { host, fill } = await render(SignUp);
    fill({ Password: 'password123' });
    const words = () => host.querySelector('parlour-password-meter')?.textContent.trim();
    for (let waits = 0; waits < 50 && !words(); waits++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(words()).toBe('Easy to guess');
    expect(host.querySelector('.advice')?.textContent).toMatch(/much used password/);
  });
});

describe('signing in', () => {
  test('tells a wrong name and a wrong password in the same words', async () => {
    const session = new FakeSession();
    session.failure = new ApiFailure('invalid_credentials');
    const { fill, submit, alert } = await render(SignIn, session);
    fill({ 'Username or e-mail': 'anna', Password: 'wrong' });
    await submit();
    expect(alert()).toBe('The name or the password is wrong.');
  });

  test('asks for what is missing', async () => {
    const { session, submit, errorOf } = await render(SignIn);
    await submit();
    expect(errorOf('Username or e-mail')).toMatch(/Enter your username/);
    expect(session.sent).toEqual([]);
  });

  test('says why one is here when the server has ended the session', async () => {
    const session = new FakeSession();
    session.state.set({ kind: 'signed-out', because: 'refresh_reused' });
    const { host } = await render(SignIn, session);
    expect(host.querySelector('parlour-notice')?.textContent).toMatch(/used in two places/);
  });
});

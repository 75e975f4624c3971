import { PasswordStrength } from './password-strength.js';

describe('PasswordStrength', () => {
  const strength = new PasswordStrength();

  it.each([
    ['a phrase of uncommon words', 'violet-anchor-piano-93'],
    ['what a password manager makes', 'x7#Kq!2vLz9@'],
    ['another alphabet', '日本語のパスワードはながい'],
    ['something strong after 64 weak characters', `${'a'.repeat(64)}x7#Kq!2vLz9@`],
  ])('%s withstands guessing', (_, password) => {
    expect(strength.adviceOn(password, ['anna', 'anna@example.org'])).toBeNull();
  });

  it.each([
    ['a common password', 'password123'],
    ['one with digits for letters', 'p4ssw0rd!1'],
    ['the name of the product', 'parlour2026'],
    ['their name, reversed', 'nehcdrofloR1'.toLowerCase()],
    ['a part of their address, twice', 'smithsmith12'],
    ['one character 128 times', 'z'.repeat(128)],
  ])('%s does not, and there is advice', (_, password) => {
    const advice = strength.adviceOn(password, ['rolfordchen', 'rolfordchen@smith.example']);
    expect(advice?.length).toBeGreaterThan(0);
  });

  it('the worst of 128 characters keeps the thread busy for a short time only', () => {
    const begin = performance.now();
    strength.adviceOn('p4ssw0rd'.repeat(16), ['anna']);
    strength.adviceOn('4@8(36#!1|05$7+2%'.repeat(7), ['anna']);
    expect(performance.now() - begin).toBeLessThan(1_000); // 2.2 s without the bounds, 0.1 s with them
  });
});

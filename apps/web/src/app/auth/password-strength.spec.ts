import { PasswordStrength } from './password-strength';

describe('the strength of a password', () => {
  const strength = new PasswordStrength();

  test('of one from the lists is nothing, and it says why', async () => {
    const { score, advice } = await strength.of('password123', []);
    expect(score).toBeLessThan(2);
    expect(advice.length).toBeGreaterThan(0);
  });

  test('of unrelated words is good', async () => {
    expect((await strength.of('correct horse battery staple 27', [])).score).toBe(4);
  });

  test('counts one’s own name for nothing', async () => {
    const name = 'wolframhildebrandt';
    const [alone, known] = await Promise.all([strength.of(name, []), strength.of(name, [name])]);
    expect(known.score).toBeLessThan(alone.score);
  });

  test('knows German words too', async () => {
    expect((await strength.of('sommerferien', [])).score).toBeLessThan(3);
  });
});

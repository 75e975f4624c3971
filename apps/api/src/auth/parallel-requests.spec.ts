import { routes } from '@parlour/contracts';
import { startTestApp, type TestApp } from '../../test/test-app.js';

describe('requests of several people at the same time', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  it('are all answered, each with its own person', async () => {
    const people = [await app.signUp(), await app.signUp(), await app.signUp()];
    const asked = Array.from({ length: 8 }, () => people).flat();
    const answers = await Promise.all(asked.map(({ token }) => app.http(routes.me, undefined, { token })));
    expect(answers.map(({ body }) => body.id)).toEqual(asked.map(({ user }) => user.id));
  });

  it('log in, each as its own person', async () => {
    const people = [await app.signUp(), await app.signUp(), await app.signUp()];
    const answers = await Promise.all(
      people.map(({ user, password }) =>
        app.http(routes.logIn, { body: { login: user.username, password } }),
      ),
    );
    expect(answers.map(({ body }) => body.user.id)).toEqual(people.map(({ user }) => user.id));
  });
});

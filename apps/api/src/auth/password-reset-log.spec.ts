import { routes } from '@parlour/contracts';
import { outputOf } from '../../test/output.js';
import { startTestApp } from '../../test/test-app.js';
import { MailLater } from '../mail/mail-later.js';

/** One for all: of several applications in one process, the log of the first counts. */
const logLevel = 'warn';

describe('a new password', () => {
  it('where no mail is set up is the operator’s to give: the link stands in the log, and who asked is told so', async () => {
    const output = await outputOf(async () => {
      const app = await startTestApp({ logLevel, publicUrl: 'http://localhost:3000' });
      const anna = await app.signUp('anna_without_mail');
      const answer = await app.http(routes.requestPasswordReset, { body: { login: anna.email } });
      expect(answer.body).toEqual({ deliveredBy: 'operator' });
      await app.app.get(MailLater).settled();
      await app.close();
    });
    const [line = ''] = output.split('\n').filter((text) => text.includes('anna_without_mail'));
    expect(line).toMatch(/http:\/\/localhost:3000\/reset-password#token=[\w-]{43}/);
    expect(output.split('#token=')).toHaveLength(2);
  });

  it('that the mail server does not take is no fault of the request, and the log says it without the link', async () => {
    const output = await outputOf(async () => {
      const app = await startTestApp(
        { logLevel },
        { mailer: { delivers: true, send: () => Promise.reject(new Error('451 come back later')) } },
      );
      const anna = await app.signUp();
      const answer = await app.http(routes.requestPasswordReset, { body: { login: anna.email } });
      expect(answer.status).toBe(200);
      await app.app.get(MailLater).settled();
      await app.close();
    });
    expect(output).toContain('451 come back later');
    expect(output).not.toContain('token=');
  });
});

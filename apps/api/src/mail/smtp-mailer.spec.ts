import type { SMTPServerOptions } from 'smtp-server';
import { type MailServer, startMailServer } from '../../test/mail-server.js';
import { SmtpMailer } from './smtp-mailer.js';

describe('mail over SMTP', () => {
  let server: MailServer | undefined;
  afterEach(() => server?.close());

  const from = 'Parlour <parlour@example.org>';
  const mail = { to: 'anna@example.org', subject: 'Grüße', text: 'Schöne Grüße 🦊\n' };
  const mailerTo = async (options: SMTPServerOptions = {}, credentials = '') => {
    server = await startMailServer(options);
    return new SmtpMailer(server.url.replace('//', `//${credentials}`), from);
  };

  it('arrives as it was written, as plain text', async () => {
    const mailer = await mailerTo();
    await mailer.send(mail);
    const { recipients, content } = (await server?.next(mail.to)) ?? {};
    expect(recipients).toEqual([mail.to]);
    expect(content).toMatchObject({ subject: mail.subject, text: mail.text, attachments: [] });
  });

  it('signs in by the user and the password of the address', async () => {
    const seen: unknown[] = [];
    const options: SMTPServerOptions = {
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _, done) => {
        seen.push(username, password);
        done(null, { user: username });
      },
    };
    await (await mailerTo(options, 'parlour:p%40ss@')).send(mail);
    expect(seen).toEqual(['parlour', 'p@ss']);
  });

  it('goes to one address, whatever is in it', async () => {
    const mailer = await mailerTo();
    await mailer.send({ ...mail, to: 'anna@example.org,mallory@example.org' }).catch(() => undefined);
    await mailer.send({ ...mail, to: 'anna@example.org\r\nBcc: mallory@example.org' }).catch(() => undefined);
    await mailer.send({ ...mail, subject: 'Hi\r\nBcc: mallory@example.org' });
    const everybody = server?.pending.flatMap(({ recipients }) => recipients) ?? [];
    expect(everybody).not.toContain('mallory@example.org');
    expect(everybody).toContain(mail.to);
  });

  it('is refused by a server that refuses it, and the sender hears so', async () => {
    const mailer = await mailerTo({
      onRcptTo: (_, __, done) => done(Object.assign(new Error('No such mailbox'), { responseCode: 550 })),
    });
    await expect(mailer.send(mail)).rejects.toThrow('No such mailbox');
  });

  it('goes nowhere where the server cannot prove who it is', async () => {
    const mailer = await mailerTo({ disabledCommands: [] }); // offers STARTTLS, with a certificate of its own
    await expect(mailer.send(mail)).rejects.toThrow(/certificate/);
    expect(server?.pending).toEqual([]);
  });

  it('goes nowhere where there is no server', async () => {
    const mailer = await mailerTo();
    await server?.close();
    server = undefined;
    await expect(mailer.send(mail)).rejects.toThrow(/ECONNREFUSED/);
  });
});

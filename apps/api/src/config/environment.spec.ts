import { readEnvironment } from './environment.js';

describe('the environment', () => {
  it('needs no variable at all', () => {
    const { PORT, DATABASE_URL, NODE_ENV } = readEnvironment({});
    expect({ PORT, DATABASE_URL, NODE_ENV }).toEqual({
      PORT: 3000,
      DATABASE_URL: undefined,
      NODE_ENV: 'production',
    });
  });

  it('takes an empty variable for an unset one', () => {
    expect(readEnvironment({ PORT: '', DATABASE_URL: '' }).PORT).toBe(3000);
  });

  it('reads lists with commas, and origins without what follows them', () => {
    const { PUBLIC_ORIGINS, STUN_URLS } = readEnvironment({
      PUBLIC_ORIGINS: 'https://talk.example.org/, http://10.0.0.2:8080',
      STUN_URLS: ' ',
    });
    expect(PUBLIC_ORIGINS).toEqual(['https://talk.example.org', 'http://10.0.0.2:8080']);
    expect(STUN_URLS).toEqual([]);
  });

  it('takes a mail server with a sender and the address that its links lead to, and not without', () => {
    const mail = {
      SMTP_URL: 'smtps://user:p%40ss@mail.example.org:465',
      MAIL_FROM: 'Parlour <parlour@example.org>',
      PUBLIC_URL: 'https://talk.example.org/',
    };
    expect(readEnvironment(mail)).toMatchObject({ ...mail, PUBLIC_URL: 'https://talk.example.org' });
    expect(() => readEnvironment({ SMTP_URL: mail.SMTP_URL })).toThrow(
      /MAIL_FROM \(SMTP_URL needs it\), PUBLIC_URL \(SMTP_URL needs it\)\.$/,
    );
    expect(readEnvironment({ MAIL_FROM: 'parlour@example.org' }).SMTP_URL).toBeUndefined();
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://localhost/parlour'],
    ['PUBLIC_ORIGINS', 'talk.example.org'],
    ['STUN_URLS', 'turn:example.org'],
    ['LOG_LEVEL', 'loud'],
    ['PUBLIC_URL', 'talk.example.org'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['SMTP_URL', 'http://mail.example.org'],
    ['MAIL_FROM', 'Parlour'],
    ['MAIL_FROM', 'a@example.org, b@example.org'],
    ['MAIL_FROM', 'a@example.org\nBcc: b@example.org'],
  ])('refuses %s=%s in a sentence that names the variable', (name, value) => {
    expect(() => readEnvironment({ [name]: value })).toThrow(
      new RegExp(`^The configuration has a value that cannot be used: ${name} \\(.+\\)\\.$`),
    );
  });
});

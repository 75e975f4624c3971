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

  it('takes a relay with its secret, and one is of no use without the other', () => {
    const TURN_URLS = [
      'turn:turn.example.org',
      'turns:turn.example.org:443?transport=tcp',
      'turn:[2001:db8::1]:3478',
    ];
    const given = { TURN_URLS: TURN_URLS.join(', '), TURN_SECRET: 'a secret' };
    expect(readEnvironment(given)).toMatchObject({ TURN_URLS, TURN_SECRET: 'a secret' });
    expect(() => readEnvironment({ TURN_URLS: 'turn:turn.example.org' })).toThrow(
      /TURN_SECRET \(TURN_URLS needs it\)/,
    );
    expect(() => readEnvironment({ TURN_SECRET: 'a secret' })).toThrow(/TURN_URLS \(TURN_SECRET needs it\)/);
    expect(readEnvironment({}).TURN_URLS).toBeUndefined();
  });

  it.each([
    'stun:turn.example.org',
    'turn://turn.example.org',
    'turn:anna@turn.example.org',
    'turn:turn.example.org:port',
    'turn:turn.example.org?transport=sctp',
    'turn:turn.example.org, turn:',
  ])('refuses TURN_URLS=%s, which would keep every browser from calling', (url) => {
    const relay = { TURN_URLS: url, TURN_SECRET: 'a secret' };
    expect(() => readEnvironment(relay)).toThrow(/: TURN_URLS \(addresses like turn:.+ expected\)\.$/);
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://localhost/parlour'],
    ['PUBLIC_ORIGINS', 'talk.example.org'],
    ['STUN_URLS', 'turn:example.org'],
    ['STUN_URLS', 'stun:example.org?transport=udp'],
    ['STUN_URLS', 'stun:'],
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

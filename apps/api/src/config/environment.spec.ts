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

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://localhost/parlour'],
    ['PUBLIC_ORIGINS', 'talk.example.org'],
    ['STUN_URLS', 'turn:example.org'],
    ['LOG_LEVEL', 'loud'],
  ])('refuses %s=%s in a sentence that names the variable', (name, value) => {
    expect(() => readEnvironment({ [name]: value })).toThrow(
      new RegExp(`^The configuration has a value that cannot be used: ${name} \\(.+\\)\\.$`),
    );
  });
});

import { editMessageRequest, fileName, postMessageRequest } from './index.js';

const codeOf = (result: { error?: { issues: { message: string }[] } }): string | undefined =>
  result.error?.issues[0]?.message;

describe('the name of a file', () => {
  it.each([
    'cake.jpg',
    'Ärger & Söhne.pdf',
    '写真.png',
    '.gitignore',
    "<img src=x onerror='1'>.txt",
    'a'.repeat(120),
  ])('may be %j', (name) => {
    expect(fileName.parse(name)).toBe(name);
  });

  it.each([
    ['a path', '../../etc/passwd'],
    ['a path of Windows', 'C:\\boot.ini'],
    ['the folder above', '..'],
    ['a direction override', 'cake\u202egpj.exe'],
    ['something invisible', 'cake\u200b.jpg'],
    ['a control character', 'cake\u0007.jpg'],
    ['a line break', 'cake\n.jpg'],
    ['NUL', 'cake\u0000.jpg'],
    ['a lone surrogate', 'cake\ud800.jpg'],
    ['nothing visible', ' \u00a0 '],
    ['nothing', ''],
    ['too long', 'a'.repeat(121)],
  ])('may not be %s', (_, name) => {
    expect(codeOf(fileName.safeParse(name))).toBe('file_name_invalid');
  });
});

describe('a message to send', () => {
  const clientMessageId = '019a6f3e-0000-7000-8000-0000000000c1';
  const file = '7b0e9a3c-51c4-4f0e-9f37-0d2f8c1b6a55';

  it('needs something visible, or a file', () => {
    expect(codeOf(postMessageRequest.safeParse({ clientMessageId, text: ' \u200b' }))).toBe('message_empty');
    expect(postMessageRequest.safeParse({ clientMessageId, text: '', attachmentIds: [file] }).success).toBe(
      true,
    );
  });

  it('has at most ten files, and a list of none is a mistake', () => {
    const withFiles = (count: number) =>
      postMessageRequest.safeParse({ clientMessageId, text: 'x', attachmentIds: Array(count).fill(file) })
        .success;
    expect([withFiles(0), withFiles(1), withFiles(10), withFiles(11)]).toEqual([false, true, true, false]);
  });

  it('has at most 4,000 characters, before and after it is edited', () => {
    expect(codeOf(postMessageRequest.safeParse({ clientMessageId, text: '👍'.repeat(4_001) }))).toBe(
      'message_too_long',
    );
    expect(codeOf(editMessageRequest.safeParse({ text: 'x'.repeat(4_001) }))).toBe('message_too_long');
    expect(editMessageRequest.safeParse({ text: '👍'.repeat(4_000) }).success).toBe(true);
  });
});

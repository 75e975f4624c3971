import { TestBed } from '@angular/core/testing';
import { TranslocoService } from '@jsverse/transloco';
import { messageOf } from '../../chat/testing/messages';
import { CallWords } from '../direct-chats/call-words';
import { MessageLine } from './message-line';

describe('a message in one line', () => {
  const lineOf = (text: string): string => TestBed.inject(MessageLine).of(messageOf({ seq: 1, text }), false);

  beforeEach(() => {
    const transloco = { activeLang: () => 'en', translate: (key: string) => key };
    TestBed.configureTestingModule({
      providers: [
        { provide: TranslocoService, useValue: transloco },
        { provide: CallWords, useValue: {} },
      ],
    });
  });

  it.each([
    ['a **bold** and `code` ~~word~~', 'a bold and code word'],
    ['__strong__ and snake__case', 'strong and snake__case'],
    ['5 * 3 * 2', '5 * 3 * 2'],
  ])('%j reads %j', (text, line) => {
    expect(lineOf(text)).toBe(line);
  });

  it('takes no time, whatever the text is', () => {
    const startedAt = performance.now();
    lineOf('`'.repeat(4_000));
    expect(performance.now() - startedAt).toBeLessThan(50); // pairing them took three times as long
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { done, summaryOf, waitingStates } from './check-state';
import { checkIds, verdicts } from './findings';

type Words = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const words = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../i18n/check/en.json'), 'utf8'),
) as Words;

describe('what the self-test can find', () => {
  test.each(checkIds)('has words for all of it, and says how to mend what is not well: %s', (id) => {
    const { found, mend = {} } = words[id] as { found: object; mend?: object };
    const codes = Object.entries(verdicts[id]);
    expect(Object.keys(found).sort()).toEqual(codes.map(([code]) => code).sort());
    const troubles = codes.filter(([, verdict]) => verdict !== 'passed').map(([code]) => code);
    const mended = troubles.flatMap((code) =>
      code === 'denied' ? ['chromium', 'firefox', 'safari'] : [code],
    );
    expect(Object.keys(mend).sort()).toEqual(mended.sort());
  });

  test('adds up to one sentence: running as long as anything is open, then what is not well', () => {
    expect(summaryOf(waitingStates).kind).toBe('waiting');
    const begun = { ...waitingStates, secure: done('secure', { code: 'secure' }) };
    expect(summaryOf(begun).kind).toBe('running');
    const all = {
      secure: done('secure', { code: 'secure' }),
      microphone: done('microphone', { code: 'quiet' }),
      camera: done('camera', { code: 'denied' }),
      speaker: { kind: 'asking' },
      socket: done('socket', { code: 'quick' }),
      stun: done('stun', { code: 'not-configured' }),
      relay: done('relay', { code: 'unauthorized' }),
      loopback: done('loopback', { code: 'no-relay' }),
    } as const;
    expect(summaryOf(all)).toEqual({ kind: 'asking', failed: 2, warnings: 1, skipped: 2 });
    expect(summaryOf({ ...all, speaker: done('speaker', { code: 'heard' }) }).kind).toBe('done');
  });
});

import { createHash } from 'node:crypto';
import { SafetyExchange, type SafetyMessage } from './safety-exchange';

const digestOf = (nonce: string) => createHash('sha256').update(Buffer.from(nonce, 'hex')).digest('hex');

/** Somebody with the channel of a call, whose messages are taken by hand. */
function side(): { exchange: SafetyExchange; said: SafetyMessage[] } {
  const said: SafetyMessage[] = [];
  return { exchange: new SafetyExchange((message) => said.push(message)), said };
}

/** Each message reaches the other side. An exchange takes two of each. */
function settle(one: ReturnType<typeof side>, other: ReturnType<typeof side>): void {
  for (let turn = 0; turn < 2; turn++) {
    const [fromOne, fromOther] = [one.said.shift(), other.said.shift()];
    if (fromOne) other.exchange.hear(fromOne);
    if (fromOther) one.exchange.hear(fromOther);
  }
}

describe('the exchange of numbers for the code of a pair', () => {
  it('ends with the two numbers at both sides, others each time', () => {
    const [ann, ben] = [side(), side()];
    ann.exchange.begin();
    ben.exchange.begin();
    settle(ann, ben);

    const outcome = ann.exchange.outcome;
    if (typeof outcome === 'string') throw new Error(outcome);
    expect(ben.exchange.outcome).toEqual({ local: outcome.remote, remote: outcome.local });
    expect(new Set([outcome.local, outcome.remote]).size).toBe(2);
  });

  it('tells nothing of our number but its digest until the other side has committed to theirs', () => {
    const { exchange, said } = side();
    exchange.begin();
    exchange.begin();
    expect(said.map(({ type }) => type)).toEqual(['commitment']);
    expect(exchange.outcome).toBe('pending');

    exchange.hear({ type: 'commitment', digest: digestOf('00'.repeat(32)) });

    const [commitment, told] = said;
    if (commitment?.type !== 'commitment' || told?.type !== 'nonce') throw new Error('Nothing was told');
    expect(commitment.digest).toBe(digestOf(told.nonce));
    expect(exchange.outcome).toBe('pending');
  });

  const committed = { type: 'commitment', digest: digestOf('11'.repeat(32)) } as const;
  const told = { type: 'nonce', nonce: '11'.repeat(32) } as const;

  it.each<[string, readonly SafetyMessage[]]>([
    ['a number other than was committed to', [committed, { type: 'nonce', nonce: '22'.repeat(32) }]],
    ['a number before any commitment', [told]],
    ['a second commitment, made with our number in sight', [committed, committed]],
    ['a second number', [committed, told, told]],
    ['another commitment once all is agreed', [committed, told, committed]],
  ])('is broken, for good, by %s', (_what, messages) => {
    const { exchange } = side();
    exchange.begin();
    for (const message of messages) exchange.hear(message);
    expect(exchange.outcome).toBe('broken');

    exchange.hear(committed);
    exchange.hear(told);
    expect(exchange.outcome).toBe('broken');
  });

  it('tells our number to nobody who broke it', () => {
    const { exchange, said } = side();
    exchange.begin();
    exchange.hear(told);
    exchange.hear(committed);
    expect(said.map(({ type }) => type)).toEqual(['commitment']);
  });
});

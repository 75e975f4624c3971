/** What the server has told one connection: every number at most once, and in rising order. */
export class WireWatch {
  doubled = 0;
  reordered = 0;
  told = 0;

  /** A new connection begins anew: it is told nothing of what was before. */
  newConnection(): Heard {
    return new Heard(this);
  }
}

export class Heard {
  private readonly numbers = new Set<string>();
  private readonly highest = new Map<string, number>();

  constructor(private readonly watch: WireWatch) {}

  /** @param kind what the number counts. */
  note(kind: 'seq' | 'change', chatId: string, number: number): void {
    const line = `${kind} ${chatId}`;
    const highest = this.highest.get(line) ?? 0;
    this.watch.told += 1;
    if (this.numbers.has(`${line} ${number}`)) this.watch.doubled += 1;
    else if (number < highest) this.watch.reordered += 1;
    this.numbers.add(`${line} ${number}`);
    this.highest.set(line, Math.max(highest, number));
  }
}

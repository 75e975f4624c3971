/** For so long after an outage of the database the server may tell of a change once more. */
const excusedForMs = 10_000;

/** What the server has told each connection: every number at most once, and in rising order. */
export class WireWatch {
  doubled = 0;
  reordered = 0;
  private excusedUntil = 0;

  /** A new connection begins anew: it is told nothing of what was before. */
  newConnection(): Heard {
    return new Heard(this);
  }

  /**
   * The database has lost its connections: the server may not know whether a change was committed, and then tells of it once too
   * often rather than never. Of new messages it knows by their ids.
   */
  excuseChanges(): void {
    this.excusedUntil = Date.now() + excusedForMs;
  }

  get areChangesExcused(): boolean {
    return Date.now() < this.excusedUntil;
  }
}

/** What one connection has heard. */
export class Heard {
  private readonly numbers = new Set<string>();
  private readonly highest = new Map<string, number>();

  constructor(private readonly watch: WireWatch) {}

  /** @param kind what the number counts. */
  note(kind: 'seq' | 'change', chatId: string, number: number): void {
    const line = `${kind} ${chatId}`;
    const highest = this.highest.get(line) ?? 0;
    const isAgain = this.numbers.has(`${line} ${number}`);
    this.numbers.add(`${line} ${number}`);
    this.highest.set(line, Math.max(highest, number));
    if (number > highest || (kind === 'change' && this.watch.areChangesExcused)) return;
    if (isAgain) this.watch.doubled += 1;
    else this.watch.reordered += 1;
  }
}

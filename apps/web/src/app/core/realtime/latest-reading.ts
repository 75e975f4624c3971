/**
 * Reads what is also told of by the socket and by other answers. What was read meanwhile may be older than what was told, and
 * would undo it: so it is read again.
 */
export class LatestReading {
  private readings = 0;
  private told = 0;

  /** Another after each reading that was begun. */
  get era(): number {
    return this.readings;
  }

  /** Something was told that an answer under way may not know of. */
  outdate(): void {
    this.told++;
  }

  /** Resolves with null where another reading has begun meanwhile. Rejects as `read` does. */
  async read<T>(read: () => Promise<T>): Promise<T | null> {
    const reading = ++this.readings;
    for (;;) {
      const { told } = this;
      const [outcome] = await Promise.allSettled([read()]);
      if (reading !== this.readings) return null;
      if (told !== this.told) continue;
      if (outcome.status === 'rejected') throw outcome.reason;
      return outcome.value;
    }
  }
}

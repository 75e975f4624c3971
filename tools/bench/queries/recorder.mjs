/**
 * Stands in for TypeORM's `DataSource` before the server's own repositories: it runs what they ask on one connection, and keeps
 * the statements, so that they can be explained.
 */
export class Recorder {
  /** What was asked since `clear`: `{ sql, parameters }`. */
  statements = [];
  #client;

  constructor(client) {
    this.#client = client;
    const run = ({ text, values }) => this.#run(text, values);
    /** How the hot path reaches the pool. */
    this.driver = { master: { query: run } };
  }

  clear() {
    this.statements = [];
  }

  /** As TypeORM answers: rows for a selection, rows and their count for a change that returns some. */
  async query(sql, parameters = []) {
    const { rows, command, rowCount } = await this.#run(sql, parameters);
    return ['UPDATE', 'DELETE'].includes(command) ? [rows, rowCount] : rows;
  }

  /** The caller holds a transaction already, and takes it back. */
  transaction(work) {
    return work(this);
  }

  #run(sql, parameters) {
    this.statements.push({ sql, parameters });
    return this.#client.query(sql, parameters);
  }
}

/** Large enough that the socket is not the bottleneck. */
const chunkChars = 1 << 18;

/**
 * Sends rows to a table by COPY, PostgreSQL's fastest way in. `rows` gives arrays of values in the order of `columns`; null is
 * NULL, and an array is one of PostgreSQL's.
 */
export function copyInto(client, table, columns, rows) {
  return new Promise((resolve, reject) => {
    const copy = new Copy(`copy ${table} (${columns.join(', ')}) from stdin`, rows);
    copy.callback = (error) => (error ? reject(error) : resolve(copy.count));
    client.query(copy);
  });
}

/** What `pg` calls a submittable: it is handed the messages of the protocol that answer it. */
class Copy {
  count = 0;
  #sql;
  #rows;
  #error = null;

  constructor(sql, rows) {
    this.#sql = sql;
    this.#rows = rows;
  }

  submit(connection) {
    connection.query(this.#sql);
  }

  handleCopyInResponse(connection) {
    this.#send(connection).catch((error) => connection.sendCopyFail(error.message));
  }

  async #send(connection) {
    let chunk = '';
    for (const row of this.#rows) {
      chunk += lineOf(row);
      this.count += 1;
      if (chunk.length < chunkChars) continue;
      connection.sendCopyFromChunk(Buffer.from(chunk));
      chunk = '';
      // What PostgreSQL has not taken yet would otherwise pile up here.
      while (connection.stream.writableLength > 4 * chunkChars)
        await new Promise((done) => setTimeout(done, 1));
    }
    if (chunk !== '') connection.sendCopyFromChunk(Buffer.from(chunk));
    connection.endCopyFrom();
  }

  handleError(error) {
    this.#error = error;
  }

  handleCommandComplete() {
    // ReadyForQuery follows.
  }

  handleReadyForQuery() {
    this.callback(this.#error);
  }
}

const lineOf = (row) => {
  let line = '';
  for (const value of row) line += (line === '' ? '' : '\t') + fieldOf(value);
  return `${line}\n`;
};

const escapes = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function fieldOf(value) {
  if (value === null) return '\\N';
  if (typeof value !== 'string') return Array.isArray(value) ? `{${value.join(',')}}` : String(value);
  return /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, (char) => escapes[char]) : value;
}

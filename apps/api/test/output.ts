/** Runs `work` while nothing reaches the standard output, and returns what would have. */
export async function outputOf(work: () => Promise<void>): Promise<string> {
  const { write } = process.stdout;
  let output = '';
  process.stdout.write = (chunk: string | Uint8Array) => {
    output += String(chunk);
    return true;
  };
  try {
    await work();
  } finally {
    process.stdout.write = write;
  }
  return output;
}

/** A whole text message in one unmasked frame, as servers send it (RFC 6455 section 5.2). */
export function textFrame(text: string): Buffer {
  const bytes = Buffer.byteLength(text);
  const head = headOf(bytes);
  const frame = Buffer.allocUnsafe(head.length + bytes);
  frame.set(head);
  frame.write(text, head.length);
  return frame;
}

const lastFragment = 0x80;
const textOpcode = 0x01;

function headOf(bytes: number): Buffer {
  const head = Buffer.alloc(bytes < 126 ? 2 : bytes < 65_536 ? 4 : 10);
  head[0] = lastFragment | textOpcode;
  if (head.length === 2) head[1] = bytes;
  else if (head.length === 4) {
    head[1] = 126;
    head.writeUInt16BE(bytes, 2);
  } else {
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(bytes), 2);
  }
  return head;
}

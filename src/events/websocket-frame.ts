/** Source: RFC 6455, section 5.2. A server's frames are not masked, so the same bytes go to every client. */
const FINAL_TEXT = 0x81;
/** Lengths above these have 2 and 8 bytes of their own. */
const LARGEST = { inByte: 125, inTwoBytes: 0xffff };
const MARK = { twoBytes: 126, eightBytes: 127 };

/** A text as one whole WebSocket message, in the bytes that a server sends. */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const head = headOf(length);
  const frame = Buffer.allocUnsafe(head.length + length);
  head.copy(frame);
  frame.write(text, head.length);
  return frame;
}
function headOf(length: number): Buffer {
  if (length <= LARGEST.inByte) return Buffer.from([FINAL_TEXT, length]);
  if (length <= LARGEST.inTwoBytes) {
    const head = Buffer.from([FINAL_TEXT, MARK.twoBytes, 0, 0]);
    head.writeUInt16BE(length, 2);
    return head;
  }
  const head = Buffer.alloc(10);
  head.set([FINAL_TEXT, MARK.eightBytes]);
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}

/** An error response has no business being longer, in bytes. */
const MAX_ERROR_BYTES = 1024 * 1024;

/** A body of which no more was read. */
export class BodyTooLarge extends Error {
  constructor(limit: number) {
    super(`it is larger than ${limit} bytes`);
  }
}

/**
 * Reads the whole body as text, but no more than `maxBytes` of it, which is counted after decompression: a megabyte of gzip may
 * unpack to a gigabyte.
 *
 * @throws {BodyTooLarge} as soon as there is more, and what reading throws.
 */
export async function readBody(response: Response, maxBytes: number): Promise<string> {
  const limit = response.ok ? maxBytes : Math.min(maxBytes, MAX_ERROR_BYTES);
  // Not every implementation has a web stream: node-fetch has one of Node, React Native none.
  if (typeof response.body?.getReader !== "function") return checkLength(await response.text(), limit);
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    bytes += chunk.value.byteLength;
    if (bytes > limit) {
      reader.cancel().catch(() => undefined); // nobody waits for it
      throw new BodyTooLarge(limit);
    }
    chunks.push(chunk.value);
  }
  // As a whole: decoding chunk by chunk takes several times as long in Node.
  return new TextDecoder().decode(join(chunks, bytes));
}

function join(chunks: readonly Uint8Array[], bytes: number): Uint8Array {
  const [first] = chunks;
  if (first !== undefined && chunks.length === 1) return first;
  const whole = new Uint8Array(bytes);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}

function checkLength(text: string, limit: number): string {
  if (text.length > limit) throw new BodyTooLarge(limit);
  return text;
}

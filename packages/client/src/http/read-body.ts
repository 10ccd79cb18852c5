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
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    bytes += chunk.value.byteLength;
    if (bytes > limit) {
      reader.cancel().catch(() => undefined); // nobody waits for it
      throw new BodyTooLarge(limit);
    }
    text += decoder.decode(chunk.value, { stream: true });
  }
  return text + decoder.decode();
}

function checkLength(text: string, limit: number): string {
  if (text.length > limit) throw new BodyTooLarge(limit);
  return text;
}

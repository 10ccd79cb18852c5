const encoder = new TextEncoder();

/** A body as bytes, cut into so many parts of about the same length. An empty body has one part. */
export function bodyParts(body: string, parts: number): Uint8Array<ArrayBuffer>[] {
  const bytes = encoder.encode(body);
  const length = Math.max(1, Math.ceil(bytes.length / parts));
  return Array.from({ length: parts }, (_, index) => bytes.subarray(index * length, (index + 1) * length));
}

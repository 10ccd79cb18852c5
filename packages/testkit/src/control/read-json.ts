import type { IncomingMessage } from "node:http";

const MAX_BODY = 64 * 1024 * 1024;

/** What a body holds, or why it cannot be taken. */
export type ReadBody =
  | { readonly body: unknown }
  | { readonly refused: { readonly status: 400 | 413; readonly error: string } };

/** Reads a body to its end; undefined where there is none. */
export async function readJson(request: IncomingMessage): Promise<ReadBody> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    length += part.length;
    if (length <= MAX_BODY) parts.push(part);
  }
  if (length > MAX_BODY) {
    const error = `The body has ${length} bytes; at most ${MAX_BODY} are read. Send fewer tickets at a time.`;
    return { refused: { status: 413, error } };
  }
  if (length === 0) return { body: undefined };
  try {
    return { body: JSON.parse(Buffer.concat(parts).toString("utf8")) };
  } catch (error) {
    return {
      refused: { status: 400, error: `The body is not JSON: ${error instanceof Error ? error.message : error}` },
    };
  }
}

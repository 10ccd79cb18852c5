import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

/** The ids of the tickets in the first bytes of an exported file, as far as they go. */
export async function readIds(file: string, format: "ndjson" | "csv", bytes: number): Promise<string[]> {
  if (bytes === 0) return [];
  const stream = createReadStream(file, { end: bytes - 1 });
  return format === "ndjson" ? await idsOfLines(stream) : await idsOfCsv(stream);
}

async function idsOfLines(stream: NodeJS.ReadableStream): Promise<string[]> {
  const ids: string[] = [];
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    const { execution_id }: { execution_id?: unknown } = JSON.parse(line);
    if (typeof execution_id === "string") ids.push(execution_id);
  }
  return ids;
}

async function idsOfCsv(stream: NodeJS.ReadableStream): Promise<string[]> {
  const { parse } = await import("csv-parse");
  const ids: string[] = [];
  for await (const { execution_id } of stream.pipe(parse({ columns: true, bom: true }))) ids.push(execution_id);
  return ids;
}

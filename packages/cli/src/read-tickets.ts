import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Execution } from "@coc-executions/types";
import { UsageError } from "./usage-error.ts";

/** How many tickets are passed on at a time. */
const PAGE = 1000;

/** Reads tickets from a file of NDJSON, as `export` writes it; `-` is stdin. Blank lines are passed over. */
export async function* readTickets(file: string, signal: AbortSignal): AsyncGenerator<readonly Execution[]> {
  const input = file === "-" ? process.stdin : createReadStream(file);
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  const failed = new Promise<never>((_, reject) => {
    input.once("error", reject);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  failed.catch(() => undefined);
  const iterator = lines[Symbol.asyncIterator]();
  let page: Execution[] = [];
  for (let number = 1; ; number++) {
    const { value: line, done } = await Promise.race([iterator.next(), failed]);
    if (done) break;
    if (line.trim() === "") continue;
    page.push(parse(line, file, number));
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

function parse(line: string, file: string, number: number): Execution {
  try {
    const ticket: unknown = JSON.parse(line);
    if (typeof ticket === "object" && ticket !== null && "execution_id" in ticket) return ticket as Execution;
  } catch {
    // told below
  }
  const where = file === "-" ? "stdin" : file;
  throw new UsageError(
    `Line ${number} of ${where} is no ticket. It takes NDJSON, as \`export\` and \`list -o ndjson\` write it.`,
  );
}

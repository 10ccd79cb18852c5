import { createReadStream } from "node:fs";
import { addAbortSignal } from "node:stream";
import type { Execution } from "@coc-executions/types";
import { UsageError } from "./usage-error.ts";

/** Reads tickets from a file of NDJSON, as `export` writes it; `-` is stdin. Blank lines are passed over. */
export async function* readTickets(file: string, signal: AbortSignal): AsyncGenerator<readonly Execution[]> {
  const input = addAbortSignal(signal, file === "-" ? process.stdin : createReadStream(file, { highWaterMark: CHUNK }));
  let [rest, number] = ["", 0];
  const parseLine = (line: string): Execution[] => {
    number++;
    return line.trim() === "" ? [] : [parse(line, file, number)];
  };
  for await (const chunk of input.setEncoding("utf8")) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    yield lines.flatMap(parseLine);
  }
  yield parseLine(rest);
}

const CHUNK = 256 * 1024;

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

import { randomBytes } from "node:crypto";
import { appendFileSync, writeFileSync } from "node:fs";
import type { Execution } from "@coc-executions/types";
import type { SessionHead } from "./session.ts";

/** A session while it is written: line by line, so that what was recorded survives whatever ends the recorder. */
export interface SessionFile {
  readonly salt: string;
  add(line: string): void;
  /** Writes the tickets that were seen, as they were last. */
  writeTickets(executions: Iterable<Execution>): void;
}

/** @throws {Error} when there is such a file already, or it cannot be written. */
export function createSessionFile(path: string): SessionFile {
  const head: SessionHead = { format: "coc-executions-session", version: 1, salt: randomBytes(16).toString("hex") };
  try {
    writeFileSync(path, `${JSON.stringify(head)}\n`, { flag: "wx" });
  } catch (error) {
    const isThere = error instanceof Error && "code" in error && error.code === "EEXIST";
    throw isThere ? new Error(`${path} is there already. Give another file, or remove it.`, { cause: error }) : error;
  }
  return {
    salt: head.salt,
    add: (line) => appendFileSync(path, `${line}\n`),
    writeTickets(executions) {
      const lines = Array.from(executions, (execution) => `${JSON.stringify(execution)}\n`);
      writeFileSync(ticketsFileOf(path), lines.join(""));
    },
  };
}

/** Beside `session.ndjson` it is `session.tickets.ndjson`. */
function ticketsFileOf(path: string): string {
  return path.replace(/(\.ndjson)?$/, ".tickets.ndjson");
}

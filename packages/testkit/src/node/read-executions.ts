import { readFile } from "node:fs/promises";
import type { Execution } from "@coc-executions/types";
import { parseExecutions } from "../data/parse-executions.ts";

/**
 * Reads tickets from a file: NDJSON as `coc-executions export` writes it, a JSON array, or an answer of the API with its `data`.
 *
 * @throws {TypeError} when the file cannot be read, and where it does not hold tickets: then it names the line.
 */
export async function readExecutions(path: string): Promise<Execution[]> {
  return parseExecutions(await readText(path), path);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new TypeError(`${path} cannot be read. ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

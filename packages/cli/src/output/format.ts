import type { Execution } from "@coc-executions/types";
import type { FormatOptions } from "./format-options.ts";

export type FormatName = "table" | "json" | "ndjson" | "csv";

/** Turns pages of tickets into text, piece by piece, so that a long list needs no memory. */
export type Format = (pages: AsyncIterable<readonly Execution[]>, options: FormatOptions) => AsyncIterable<string>;

/** The format of this name; only it is loaded. */
export async function loadFormat(name: FormatName): Promise<Format> {
  if (name === "table") return (await import("./table.ts")).toTable;
  if (name === "csv") return (await import("./csv.ts")).toCsv;
  const { toJson, toNdjson } = await import("./json.ts");
  return name === "json" ? toJson : toNdjson;
}

import type { Execution } from "@coc-executions/client";
import { toCsv } from "./csv.ts";
import type { FormatOptions } from "./fields.ts";
import { toJson, toNdjson } from "./json.ts";
import { toTable } from "./table.ts";

/** Turns tickets into text, piece by piece, so that a long list needs no memory. */
export type Format = (executions: AsyncIterable<Execution>, options: FormatOptions) => AsyncIterable<string>;

/** The formats by the name that `--format` takes. */
export const FORMATS: Readonly<Record<"table" | "json" | "ndjson" | "csv", Format>> = {
  table: toTable,
  json: toJson,
  ndjson: toNdjson,
  csv: toCsv,
};

import type { JsonObject } from "../transport.ts";
import type { ListOperation } from "./list-operation.ts";

/** What a body of a list holds, or what is wrong with it. */
export type Rows<Row> =
  | {
      readonly items: readonly Row[];
      readonly total: number | undefined;
      /** The body itself. */
      readonly envelope: JsonObject;
      readonly problem?: undefined;
    }
  | { readonly problem: string };

/**
 * Reads the body of a 200. Only its shape is checked: rows are passed on as they came, unknown fields and values included.
 * A body without `data` is an empty page only if it says itself that nothing matches; otherwise rows would be lost in silence.
 *
 * @param sent The body, and the text that it was parsed from.
 */
export function readRows<Row>(
  { row, id }: Pick<ListOperation<Row>, "row" | "id">,
  { body, text }: { readonly body: unknown; readonly text: string },
  rowsNeedIds: boolean,
): Rows<Row> {
  if (!isObject(body)) return { problem: "its body is not a JSON object" };
  const { data, total: given } = body;
  const total = typeof given === "number" && Number.isSafeInteger(given) && given >= 0 ? given : undefined;
  if ((data === undefined || data === null) && total === 0) return { items: [], total, envelope: body };
  if (!Array.isArray(data) || !data.every(isObject)) return { problem: `its \`data\` is not an array of ${row}s` };
  const nameless = rowsNeedIds ? data.findIndex((each) => typeof each[id] !== "string") : -1;
  if (nameless !== -1) return { problem: `${row} ${nameless} of its \`data\` has no \`${id}\`` };
  return { items: withExactIds(data, text) as readonly Row[], total, envelope: body }; // as the contract says; only the id was checked
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An `id` that is written as an integer with more digits than every number can hold. */
const LONG_ID = /("id"\s*:\s*)(-?\d{16,})(?=\s*[,}])/g;

/**
 * The same rows, with `id`s that no number holds exactly as strings of their digits. `id` is an int64, which `JSON.parse`
 * rounds beyond 2^53; the contract lets it be a string. The text is searched only if an `id` was rounded.
 */
export function withExactIds<Row extends object>(rows: readonly Row[], text: string): readonly Row[] {
  if (!rows.some(isRounded)) return rows;
  const { data }: { data: Row | readonly Row[] } = JSON.parse(text.replace(LONG_ID, '$1"$2"'));
  const exact = [data].flat() as readonly JsonObject[]; // one ticket is no array
  return rows.map((row, index) => (isRounded(row) ? { ...row, id: exact[index]?.id ?? row.id } : row));
}

function isRounded(row: object): row is { readonly id: number } {
  return "id" in row && typeof row.id === "number" && Math.abs(row.id) > Number.MAX_SAFE_INTEGER;
}

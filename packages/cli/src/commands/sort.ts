import type { Execution } from "@coc-executions/client";
import { FIELDS, type Field, isField } from "../output/fields.ts";
import { UsageError } from "../usage-error.ts";

/** By which field, and in which direction. */
export interface Sort {
  readonly field: Field;
  readonly isDescending: boolean;
}

/** Reads `--sort start_time` and `--sort -start_time`. */
export function parseSort(text: string): Sort {
  const field = text.replace(/^-/, "");
  if (!isField(field)) throw new UsageError(`--sort: there is no field "${field}". Use one of ${FIELDS.join(", ")}.`);
  return { field, isDescending: text.startsWith("-") };
}

/** All tickets in order, as one page. Equals keep the service's order, and what lacks the field comes last. */
export async function* sorted(
  pages: AsyncIterable<readonly Execution[]>,
  { field, isDescending }: Sort,
  max: number | undefined,
): AsyncGenerator<readonly Execution[]> {
  const all: Execution[] = [];
  for await (const page of pages) for (const execution of page) all.push(execution);
  const direction = isDescending ? -1 : 1;
  all.sort((one, other) => {
    const [a, b] = [one[field] ?? undefined, other[field] ?? undefined];
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    return direction * compare(a, b);
  });
  yield all.slice(0, max);
}

/** Numbers by their size, also those beyond 2^53, which are digits in a text; other texts as people sort them. */
function compare(one: unknown, other: unknown): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  const [a, b] = [textOf(one), textOf(other)];
  if (/^\d+$/.test(a) && /^\d+$/.test(b)) return BigInt(a) < BigInt(b) ? -1 : Number(BigInt(a) > BigInt(b));
  return collator.compare(a, b);
}

const collator = new Intl.Collator(undefined, { numeric: true });

function textOf(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

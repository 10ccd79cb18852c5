import { Listing } from "../src/paging/listing.ts";
import type { ReadingOptions, Window } from "../src/paging/options.ts";

/** A row, as plain as can be. */
export interface Row {
  readonly id: string;
}

/** How the service of a plain list answers; by default as it should. */
export interface PlainService {
  /** Called before each answer, with the number of the request from 1 on; may change `rows`. */
  readonly change?: (number: number) => unknown;
  /** What is answered, where that is not the slice that was asked for. */
  readonly answer?: (offset: number, limit: number) => readonly Row[];
  readonly total?: () => number | undefined;
  /** Waited for before each answer. */
  readonly wait?: (signal: AbortSignal, number: number) => Promise<unknown>;
}

/** A list in the hand of a test, and what was asked of it. */
export interface PlainList {
  readonly rows: Row[];
  readonly ids: () => string[];
  /** `offset+limit` of each request. */
  readonly asked: string[];
  /** The pauses that were made, in milliseconds; none of them takes time. */
  readonly slept: number[];
  list(options?: ReadingOptions<Row>): Listing<Row, Window<Row>>;
}

/** `r0`, `r1` and so on. */
export function rowsNamed(count: number, prefix = "r"): Row[] {
  return Array.from({ length: count }, (_, index) => ({ id: `${prefix}${index}` }));
}

export function createPlainList(count: number, service: PlainService = {}): PlainList {
  const rows = rowsNamed(count);
  const asked: string[] = [];
  const slept: number[] = [];
  const sleep = async (ms: number) => slept.push(ms);
  async function fetchWindow(offset: number, limit: number, signal: AbortSignal): Promise<Window<Row>> {
    const number = asked.push(`${offset}+${limit}`);
    await service.wait?.(signal, number);
    service.change?.(number);
    const items = service.answer?.(offset, limit) ?? rows.slice(offset, offset + limit);
    return { items, total: service.total === undefined ? rows.length : service.total() };
  }
  return {
    rows,
    asked,
    slept,
    ids: () => rows.map(({ id }) => id),
    list: (options) => new Listing<Row, Window<Row>>({ fetchWindow, idOf: ({ id }) => id, sleep }, options),
  };
}

/** The ids of rows, in their order. */
export const idsOf = (rows: Iterable<Row>): string[] => Array.from(rows, ({ id }) => id);

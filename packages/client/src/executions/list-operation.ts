import type { Operation } from "../transport.ts";

/** An operation that returns a list. */
export interface ListOperation<Row> extends Operation {
  /** What a row is called in messages. */
  readonly row: string;
  /** The field that tells one row from every other. */
  readonly id: keyof Row & string;
  /** What changes when a row is updated. */
  readonly versionOf: (row: Row) => unknown;
}

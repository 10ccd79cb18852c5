import { isListingError, type ListingError } from "../../src/errors.ts";
import { Listing } from "../../src/paging/listing.ts";
import type { ReadingOptions, Window } from "../../src/paging/options.ts";
import type { ListingReceipt } from "../../src/paging/receipt.ts";
import type { LivingList, Row } from "./living-list.ts";

/** What came of a listing. */
export interface Outcome {
  /** The ids that were handed over, in order. */
  readonly came: readonly string[];
  /** Why it did not come to its end. */
  readonly error: ListingError | undefined;
  readonly receipt: ListingReceipt;
}

/** What a reader made of a list: all empty where it was exact. */
export interface Verdict {
  /** Rows that were in the list all the time and did not come. */
  readonly lost: readonly string[];
  /** Rows that came again. */
  readonly repeated: readonly string[];
  /** Whether rows that were in the list all the time came in another order than theirs. */
  readonly shuffled: boolean;
}

export const EXACT: Verdict = { lost: [], repeated: [], shuffled: false };

/** A listing of such a list. */
export function listingOf(list: LivingList, options: ReadingOptions<Row> = {}): Listing<Row, Window<Row>> {
  return new Listing<Row, Window<Row>>(
    { fetchWindow: list.read, idOf: ({ id }) => id, sleep: async () => {} },
    options,
  );
}

/** Reads to the end, or to a {@link ListingError}. */
export async function readOut(listing: Listing<Row, Window<Row>>): Promise<Outcome> {
  const came: string[] = [];
  let error: ListingError | undefined;
  try {
    for await (const { id } of listing) came.push(id);
  } catch (thrown) {
    if (!isListingError(thrown)) throw thrown;
    error = thrown;
  }
  return { came, error, receipt: listing.receipt() };
}

/** Compares what came with what was there to come. */
export function judge(came: readonly string[], lasting: readonly string[]): Verdict {
  const once = new Set(came);
  const wanted = new Set(lasting);
  const lost = lasting.filter((id) => !once.has(id));
  const repeated = came.filter((id, index) => came.indexOf(id) !== index);
  const inOrder = came.filter((id) => wanted.has(id));
  return {
    lost,
    repeated,
    shuffled: !startsWith(
      lasting.filter((id) => once.has(id)),
      [...new Set(inOrder)],
    ),
  };
}

/** Whether a list begins with these, in their order. */
export function startsWith(list: readonly string[], beginning: readonly string[]): boolean {
  return beginning.every((id, index) => list[index] === id);
}

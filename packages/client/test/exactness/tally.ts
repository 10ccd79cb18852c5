import fc from "fast-check";
import { anyHistory, anyReading } from "./histories.ts";
import { judge, listingOf, readOut } from "./judge.ts";
import { createLivingList } from "./living-list.ts";

/** How listings ended. */
export interface Tally {
  readonly listings: number;
  exact: number;
  /** In a `ListingError`. */
  refused: number;
  /** As complete, with rows missing that were there all the time. */
  short: number;
  /** With a row twice. */
  repeated: number;
}

/** Reads so many random lists by random options, the same ones for the same seed. */
export async function tallyListings(listings: number, seed: number): Promise<Tally> {
  const tally = emptyTally(listings);
  for (const [history, reading] of fc.sample(fc.tuple(anyHistory, anyReading), { numRuns: listings, seed })) {
    const list = createLivingList(history);
    const { came, error } = await readOut(listingOf(list, reading));
    count(tally, came, list.stable(), error !== undefined);
  }
  return tally;
}

/** Leaves so many random listings at random rows, and continues each later with all ids that were read. */
export async function tallyResumptions(listings: number, seed: number): Promise<Tally> {
  const tally = emptyTally(listings);
  const cuts = fc.record({ after: fc.nat(300), meanwhile: fc.nat(60) });
  const sample = fc.sample(fc.tuple(anyHistory, anyReading, cuts), { numRuns: listings, seed });
  for (const [history, reading, { after, meanwhile }] of sample) {
    const list = createLivingList(history);
    const first = listingOf(list, { ...reading, maxItems: after });
    const { came, error } = await readOut(first);
    if (error !== undefined) {
      count(tally, came, list.stable(), true);
      continue;
    }
    list.change(meanwhile);
    const from = JSON.stringify(first.checkpoint());
    const rest = await readOut(listingOf(list, { ...reading, from, seen: came }));
    count(tally, [...came, ...rest.came], list.stable(), rest.error !== undefined);
  }
  return tally;
}

function emptyTally(listings: number): Tally {
  return { listings, exact: 0, refused: 0, short: 0, repeated: 0 };
}

function count(tally: Tally, came: readonly string[], lasting: readonly string[], isRefused: boolean): void {
  const { lost, repeated } = judge(came, lasting);
  if (repeated.length > 0) tally.repeated++;
  else if (isRefused) tally.refused++;
  else if (lost.length > 0) tally.short++;
  else tally.exact++;
}

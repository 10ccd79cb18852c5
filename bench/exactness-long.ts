import { type Tally, tallyListings, tallyResumptions } from "../packages/client/test/exactness/tally.ts";
import { writeResult } from "./measure/result-file.ts";

// Random lists by the hundred thousand: minutes, where the short form in `pnpm test` takes seconds.

const LISTINGS = 280_000;
const RESUMPTIONS = 20_000;
const AT_A_TIME = 10_000;

/** In parts, so that no more random lists are held in memory at a time. */
async function inParts(count: number, run: (count: number, seed: number) => Promise<Tally>): Promise<Tally> {
  const sum: Tally = { listings: count, exact: 0, refused: 0, short: 0, repeated: 0 };
  for (let done = 0; done < count; done += AT_A_TIME) {
    const { exact, refused, short, repeated } = await run(Math.min(AT_A_TIME, count - done), done + 1);
    sum.exact += exact;
    sum.refused += refused;
    sum.short += short;
    sum.repeated += repeated;
  }
  return sum;
}

const listings = await inParts(LISTINGS, tallyListings);
const resumptions = await inParts(RESUMPTIONS, tallyResumptions);

writeResult({
  name: "exactness-long",
  title: "How random listings end",
  text: [
    "Lists of up to 300 rows that change in every way while they are read: rows added and removed anywhere, one by one and in bulk; responses that are cut short, down to one row, or empty, by accident, for a while, or behind a depth; a `total` that is right, stale, missing, too large, too small or changing; replicas that lag; a cache in between. By 1 to 50 rows at a time, with 1 to 16 requests in flight. Left out is only what nobody could tell from a shorter list (`packages/client/test/exactness/histories.ts`).",
    "Refused is what ended in a `ListingError`. Short would be a listing that ended as complete although a row is missing that was there from the first response to the last.",
  ],
  tables: [
    {
      title: "Listings",
      columns: ["", "listings", "exact", "refused", "short", "a row twice"],
      rows: [
        ["from the start to the end", listings],
        ["left at a random row and continued with `from` and `seen`", resumptions],
      ].map(([name, tally]) => [String(name), ...Object.values(tally as Tally).map(String)]),
    },
  ],
  figures: { listings, resumptions },
});
if (listings.short + listings.repeated + resumptions.short + resumptions.repeated > 0) process.exitCode = 1;

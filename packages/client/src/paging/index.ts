export type { Checkpoint } from "./checkpoint.ts";
export { Listing } from "./listing.ts";
export type { ListingSource, ReadingOptions } from "./listing-options.ts";
export type { ListingReceipt } from "./receipt.ts";
export type { FetchWindow, Window } from "./window.ts";

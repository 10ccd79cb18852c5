export type { Checkpoint } from "../errors.ts";
export { Listing } from "./listing.ts";
export type { FetchWindow, ListingSource, ReadingOptions, Window } from "./options.ts";
export type { Sleep } from "./pause.ts";
export type { ListingReceipt } from "./receipt.ts";

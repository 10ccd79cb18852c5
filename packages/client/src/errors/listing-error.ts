import { CocError, guardOf } from "./coc-error.ts";

/** Where a listing stands, as plain JSON: what another process needs to continue from there. */
export interface Checkpoint {
  readonly version: 1;
  /** Where the last row that was handed over stood in the list. */
  readonly offset: number;
  /** The ids of the last rows up to that one, in the list's order: by them the place is found again. */
  readonly anchors: readonly string[];
  /** Whether the listing had reached the end of the list. */
  readonly done: boolean;
  /** How many rows had been read up to that place, for `onProgress`. @default offset + 1 */
  readonly loaded?: number | undefined;
}

/**
 * A listing that cannot be completed. It is never cut short in silence: this is thrown instead.
 *
 * Outside of what a listing promises are rows that move (without `catchUp` they may be missed, and so may rows that did not move),
 * rows that are added in the middle of what is being read, and rows that moved across the place of a checkpoint.
 */
export class ListingError extends CocError {
  override readonly name = "ListingError" as const;
  readonly code = "listing_incomplete" as const;
  readonly retryable = true;
  /** What kept the listing from being complete. */
  readonly reason: string;
  /**
   * Where the listing stood: what was handed over by then is right, and continuing from it may work once the cause is gone.
   * Undefined if the place cannot be trusted, because rows have changed their order: list again from the start.
   */
  readonly checkpoint: Checkpoint | undefined;

  constructor(reason: string, checkpoint?: Checkpoint) {
    const advice =
      checkpoint === undefined
        ? "There is no checkpoint to continue from: list again from the start"
        : "Its `checkpoint` is where to continue once the cause is gone";
    super(`The listing could not be completed: ${reason}. ${advice}.`);
    this.reason = reason;
    this.checkpoint = checkpoint;
  }
}

/** Whether `error` is a {@link ListingError}, of this or of another copy of the package. */
export const isListingError: (error: unknown) => error is ListingError = guardOf<ListingError>("listing_incomplete");

import type { Checkpoint } from "../paging/checkpoint.ts";
import { CocError, guardOf } from "./coc-error.ts";

/** A listing that cannot be made whole. It is never cut short in silence: this is thrown instead. */
export class ListingError extends CocError {
  override readonly name = "ListingError" as const;
  readonly code = "listing_incomplete" as const;
  /** What kept the listing from being whole. */
  readonly reason: string;
  /** Where the listing stood: what was handed over by then is right. Going on from it may do, once the cause is gone. */
  readonly checkpoint: Checkpoint | undefined;

  constructor(reason: string, checkpoint?: Checkpoint) {
    super(`The listing could not be made whole: ${reason}.`);
    this.reason = reason;
    this.checkpoint = checkpoint;
  }
}

/** Whether `error` is a {@link ListingError}, of this or of another copy of the package. */
export const isListingError: (error: unknown) => error is ListingError = guardOf<ListingError>("listing_incomplete");

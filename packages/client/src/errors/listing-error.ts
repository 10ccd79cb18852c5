import { CocError, guardOf } from "./coc-error.ts";

/** A listing that cannot be made whole. It is never cut short in silence: this is thrown instead. */
export class ListingError extends CocError {
  override readonly name = "ListingError" as const;
  readonly code = "listing_incomplete" as const;
  /** What kept the listing from being whole. */
  readonly reason: string;

  constructor(reason: string, options?: { readonly cause: unknown }) {
    super(`The listing could not be made whole: ${reason}.`, options);
    this.reason = reason;
  }
}

/** Whether `error` is a {@link ListingError}, of this or of another copy of the package. */
export const isListingError: (error: unknown) => error is ListingError = guardOf<ListingError>("listing_incomplete");

import type { Identified } from "../assertions/compare-listing.ts";

/** What a listing is to read from: by its URL or by its `fetch`, whichever fits the client. */
export interface ListingTarget {
  /** Such as `http://127.0.0.1:49152`. */
  readonly baseUrl: string;
  /** The same service without a socket; it answers any host. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** What requests must be signed with. One scenario changes it in place: read it again where a signature is refused. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
  /** Where to continue: the JSON of what `checkpoint()` of an earlier listing returned. Undefined to begin. */
  readonly from: string | undefined;
  /** Aborts when the time of the scenario is up. */
  readonly signal: AbortSignal;
}

/** Tickets as they come, or all of them. With a `checkpoint()`, from which another call can continue, it is resumed too. */
export type Listed = (AsyncIterable<Identified> | Iterable<Identified>) & {
  /** Where it stands, as plain JSON. */
  checkpoint?(): unknown;
};

/** Reads the whole list, as the client under test does it. */
export type Listing = (target: ListingTarget) => Listed | Promise<Listed>;

/** A request as a transport of the mock hands it to the engine. */
export interface WireRequest {
  readonly method: string;
  /** Scheme and host, such as `https://coc.myhuaweicloud.com`. */
  readonly origin: string;
  /** Path and query as they were sent, byte for byte: a signature is over them. */
  readonly target: string;
  /** By lower-case name; `host` is among them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** An answer as the engine hands it to a transport, which only has to carry it out. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What it says, for people. */
  readonly summary: string;
  readonly delivery: Delivery;
}

/** How an answer travels. */
type Delivery =
  | { readonly kind: "whole" }
  /** In so many parts, with a wait of `delay` milliseconds before each. */
  | { readonly kind: "slow"; readonly parts: number; readonly delay: number }
  /** Ends before a byte of it is sent, or after half of the body. */
  | { readonly kind: "broken"; readonly at: "headers"; readonly by: "reset" | "hang" }
  /** The same, after half of the body; `by` is also how the end of the body was to be known, where the connection is just closed. */
  | { readonly kind: "broken"; readonly at: "body"; readonly by: "reset" | "hang" | "length" | "chunked" | "close" };

/** Path and query of a target, apart. */
export function splitTarget(target: string): { path: string; queryString: string } {
  const mark = target.indexOf("?");
  return mark === -1
    ? { path: target, queryString: "" }
    : { path: target.slice(0, mark), queryString: target.slice(mark + 1) };
}

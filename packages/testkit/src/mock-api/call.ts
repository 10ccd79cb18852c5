import type { FaultEffect } from "../faults/fault-effect.ts";
import type { OperationName } from "../operations/index.ts";
import type { CallQuery } from "../operations/read-query.ts";

/** One call that the mock received. @sealed */
export interface Call {
  /** From 1, in the order of arrival. */
  readonly number: number;
  readonly method: string;
  /** The whole URL, its query as it was sent. */
  readonly url: string;
  readonly path: string;
  /** The operation of the contract that it asked for; undefined where there is none. */
  readonly operation: OperationName | undefined;
  /** The parameters that could be read, as numbers, texts and booleans. */
  readonly query: CallQuery;
  /** By lower-case name. Signatures, tokens and cookies are replaced by `(hidden)`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whom the mock recognised: an access key by its id, or the token. Undefined when nobody, or when nothing is checked. */
  readonly signedBy: string | undefined;
  /** From 1; above it for a request that was sent before, word for word, and did not get a good answer then. */
  readonly attempt: number;
  /** The faults that befell this call. */
  readonly faults: readonly FaultEffect[];
  /** The status answered; undefined while there is no answer, and for good when its headers never left. */
  readonly status: number | undefined;
  /** What was answered, in words: `10 of 718 tickets`, or the code and the text of an error. Undefined where `status` is. */
  readonly outcome: string | undefined;
  /** The `x-request-id` of the answer. */
  readonly requestId: string;
}

/** The same, while the engine works on it. */
export interface OpenCall extends Call {
  signedBy: string | undefined;
  faults: FaultEffect[];
  status: number | undefined;
  outcome: string | undefined;
}

/** The stable name of what went wrong: an exhaustive `switch` over it covers every error this package throws. */
export type CocErrorCode =
  | "api_error"
  | "network_error"
  | "timeout"
  | "wait_timeout"
  | "credentials_unavailable"
  | "invalid_argument"
  | "unexpected_response"
  | "listing_incomplete";

/**
 * The base of every error that this package throws of its own accord. An abort by the caller is no `CocError`: it rejects
 * with the caller's own reason, as `fetch` does.
 */
export abstract class CocError extends Error {
  /** Which class this is, as a string that outlives renames and minifiers. */
  abstract readonly code: CocErrorCode;
  /** Whether the same call may succeed later although nobody does anything about it. */
  abstract readonly retryable: boolean;
}

// `instanceof` fails between two copies of the package in one program, so the guards look for a mark that all copies share.
const mark = Symbol.for("@coc-executions/client/error");
Object.defineProperty(CocError.prototype, mark, { value: true });

/** Whether `error` was thrown by this package, also when the program holds two copies of it. */
export function isCocError(error: unknown): error is CocError {
  return typeof error === "object" && error !== null && mark in error;
}

/** Makes the guard of one class, which knows it by its `code`. */
export function guardOf<E extends CocError>(code: E["code"]): (error: unknown) => error is E {
  return (error): error is E => isCocError(error) && error.code === code;
}

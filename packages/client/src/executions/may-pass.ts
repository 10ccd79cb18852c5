import { isApiError } from "../errors/api-error.ts";
import { type CocError, isCocError } from "../errors/coc-error.ts";
import { isListingError } from "../errors/listing-error.ts";
import { isNetworkError } from "../errors/network-error.ts";
import { isTimeoutError } from "../errors/timeout-error.ts";
import { isUnexpectedResponseError } from "../errors/unexpected-response-error.ts";

const PASSING: readonly ((error: unknown) => boolean)[] = [
  isNetworkError,
  isTimeoutError,
  isUnexpectedResponseError,
  isListingError,
];

/**
 * Whether the same look at the list may succeed later, without anybody doing something about it. Refused credentials, missing
 * rights and wrong arguments do not pass; what is no error of this package is a bug, and must not be tried for ever.
 */
export function mayPass(error: unknown): error is CocError {
  return isCocError(error) && (isApiError(error) ? error.retryable : PASSING.some((isOne) => isOne(error)));
}

import { type ApiError, isApiError, type NotFoundDetails, NotFoundError } from "../errors.ts";
import { describeRequest } from "../http/classify.ts";
import type { SentResponse } from "../http/send.ts";
import { isObject } from "./read-rows.ts";

/** What was asked for by its id. */
export interface Sought {
  /** What it is called in messages: `ticket`, `step`. */
  readonly resource: string;
  readonly id: string;
}

/**
 * The response, unless it says that what was asked for does not exist: by a refusal, or by a 200 with neither data nor a total.
 *
 * @throws {NotFoundError}
 */
export async function requireFound(sought: Sought, sending: Promise<SentResponse>): Promise<SentResponse> {
  const sent = await sending.catch((error: unknown) => {
    throw isApiError(error) && saysNotFound(error) ? notFound(sought, error, error) : error;
  });
  const { body, request } = sent;
  if (isObject(body) && isMissing(body.data) && isMissing(body.total))
    throw notFound(sought, { ...sent, ...describeRequest(request) });
  return sent;
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

type Answered = Pick<NotFoundDetails, "method" | "path" | "requestId" | "attempts" | "waited">;

function notFound(
  sought: Sought,
  { method, path, requestId, attempts, waited }: Answered,
  cause?: Error,
): NotFoundError {
  return new NotFoundError({ method, path, requestId, attempts, waited, ...sought, cause });
}

/**
 * COC reports what does not exist as 400 with a code of its own. Which one stands for a ticket is not documented, so that the words
 * decide beside the one that is known of jobs (`COC.00042101`). A 404 of the gateway says that the address is wrong, not the id.
 *
 * Source: the codes that the vendor's Terraform provider takes for "not found".
 */
function saysNotFound({ status, errorCode = "", errorMessage, retryable }: ApiError): boolean {
  if (retryable || errorCode.startsWith("APIG")) return false;
  const isClientError = status === 200 || status === 400;
  return status === 404 || errorCode === "COC.00042101" || (isClientError && NOT_FOUND.test(errorMessage));
}

const NOT_FOUND = /\b(?:not|n't|no longer) (?:be )?(?:exists?|found)\b|\bno such\b|不存在/i;

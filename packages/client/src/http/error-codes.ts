import { hasOwn } from "../errors.ts";

/** What is known of an error code beyond its status. */
interface KnownError {
  /** Given if the status alone would mislead. */
  readonly retryable?: boolean;
  /** What to do next. */
  readonly hint: string;
}

const CHECK_QUERY = "A query parameter has a value that the service does not accept.";
/** The permission follows. */
const GRANT = "Grant the user the permission";
const CHECK_SITE = "Check that the base URL is that of your account's site: China, international or Europe.";

/**
 * The codes that users of this API meet. `APIGW` codes come from the gateway, `COC` codes from the service.
 *
 * Sources: the gateway's table (support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-errorcode.html), the service's
 * (support.huaweicloud.com/intl/en-us/api-coc/ErrorCode.html), the lock after repeated failures
 * (support.huaweicloud.com/intl/en-us/ocr_faq/ocr_01_0063.html).
 */
const KNOWN_ERRORS: Readonly<Record<string, KnownError>> = {
  "APIGW.0101": { hint: "The base URL does not lead to COC. Use one of `endpoints`, or check your own." },
  "APIGW.0301": {
    hint: "Check the access key, its secret and, for temporary keys, the security token. It was not retried: repeated failures lock a key for a while.",
  },
  "APIGW.0302": { hint: GRANT },
  "APIGW.0306": { hint: GRANT },
  "APIGW.0307": { hint: `Fetch a new token. ${CHECK_SITE}` },
  "APIGW.0308": { hint: "Send fewer requests: lower `maxConcurrency` or set `requestsPerSecond`." },
  "APIGW.0613": { retryable: true, hint: "The identity service is unavailable. Try again later." },
  "APIGW.0802": { hint: `The user is not allowed to use this region. ${CHECK_SITE}` },
  "COC.00010002": { hint: CHECK_QUERY },
  "COC.00014002": { hint: CHECK_QUERY },
  "COC.00010014": {
    hint: "The service could not look up your projects. Check `projectId` and the user's rights in IAM.",
  },
  "COC.00011013": { hint: "The service found no authenticated user. Check the credentials." },
  "COC.00040701": { retryable: true, hint: "The service had an internal error, although it returns 400." },
  "COC.00042101": { hint: "There is no such job. Check `document_id`." },
};

/** Statuses that mean "later": 408 and 429 by their meaning, 5xx as the vendor's gateway uses them. */
const RETRYABLE_STATUSES: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** What to do about a status whose code is not known. */
const HINTS: Readonly<Record<number, string>> = {
  401: "Check the credentials. It was not retried: repeated failures lock a key for a while.",
  403: GRANT,
};

/** Whether the same call may succeed later. The code takes precedence: COC reports its own failures as 400. */
export function isRetryable(status: number, errorCode: string | undefined): boolean {
  return lookUp(errorCode)?.retryable ?? RETRYABLE_STATUSES.has(status);
}

/** What to do about an error, if it is one that users are likely to meet. `permission` is what the operation needs. */
export function hintFor(
  status: number,
  errorCode: string | undefined,
  permission: string | undefined,
): string | undefined {
  const hint = lookUp(errorCode)?.hint ?? HINTS[status];
  return hint === GRANT ? `${GRANT} ${permission === undefined ? "of this operation" : `\`${permission}\``}.` : hint;
}

/** Some gateways still spell their codes `APIG.0301` (support.huaweicloud.com/intl/en-us/ocr_faq/ocr_01_0063.html). */
function lookUp(errorCode = ""): KnownError | undefined {
  const code = errorCode.replace(/^APIG\./, "APIGW.");
  return hasOwn(KNOWN_ERRORS, code) ? KNOWN_ERRORS[code] : undefined;
}

/** What tells the service's time from an answer. */
export interface ClockReading {
  readonly headers: Headers;
  /** When the request was sent and when the answer was there, by our clock, in epoch milliseconds. */
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** `Date` has whole seconds; what it says is on average half a second ago. */
const HALF_A_SECOND = 500;

/**
 * How far the service's clock is ahead of ours, by the `Date` of an answer that was made, as far as we can tell, halfway between
 * sending and receiving. Undefined where it does not say, and where a cache may have kept the answer.
 */
export function readClockOffset({ headers, sentAt, receivedAt }: ClockReading): number | undefined {
  const date = Date.parse(headers.get("date") ?? "");
  if (Number.isNaN(date) || headers.has("age")) return undefined;
  return date + HALF_A_SECOND - (sentAt + receivedAt) / 2;
}

/**
 * Whether a refusal is about the time of the signature. The gateway has one code for all that may be wrong with a signature
 * and tells them apart in words only: "signature expired, signature time:…,server time:…".
 *
 * Source: answers quoted in public reports (huaweicloud-sdk-java-v3, issue 44).
 */
export function isAboutTime(status: number, errorCode: string | undefined, errorMessage = ""): boolean {
  return status === 401 && errorCode === "APIGW.0301" && /signature (expired|time)/i.test(errorMessage);
}

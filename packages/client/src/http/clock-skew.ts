/**
 * A day, a date, a time, and GMT or, in the oldest form, the year: the form that is sent, and the two that a recipient must
 * accept as well (RFC 9110, section 5.6.7).
 */
const HTTP_DATE = /^[A-Z][a-z]{2,8},? [\w -]{6,11} \d\d:\d\d:\d\d (GMT|UTC|\+0000|\d{4})$/i;

/** An HTTP date in epoch milliseconds, or undefined if it is not one: `Date.parse` takes almost any number for a year. */
export function parseHttpDate(text: string | null): number | undefined {
  const end = HTTP_DATE.exec(text ?? "")?.[1];
  if (end === undefined) return undefined;
  const isZone = !/^\d/.test(end);
  const date = Date.parse(isZone ? `${text}` : `${text} GMT`); // the oldest form names no zone, and means this one
  return Number.isNaN(date) ? undefined : date;
}

/** What the service's time is read from. */
export interface ClockReading {
  readonly headers: Headers;
  /** When the request was sent and when the response had arrived, by our clock, in epoch milliseconds. */
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** No clock is further off; a response that says so must not have all later requests signed for another day, in milliseconds. */
const MAX_OFFSET = 24 * 60 * 60 * 1000;

/** `Date` has whole seconds; on average it is half a second behind. */
const HALF_A_SECOND = 500;

/**
 * How far the service's clock is ahead of ours, by the `Date` of a response that was made, as far as we can tell, halfway between
 * sending and receiving. If there is none, as in browsers, which hide it, the server time in the error message counts. Undefined
 * if neither is there, if it is more than a day, and if the response may come from a cache.
 */
export function readClockOffset({ headers, sentAt, receivedAt }: ClockReading, errorMessage = ""): number | undefined {
  const date = parseHttpDate(headers.get("date")) ?? readServerTime(errorMessage);
  if (date === undefined || headers.has("age")) return undefined;
  const offset = Math.round(date + HALF_A_SECOND - (sentAt + receivedAt) / 2);
  return Math.abs(offset) <= MAX_OFFSET ? offset : undefined;
}

/** The time in "server time:20230527T020608Z". */
function readServerTime(errorMessage: string): number | undefined {
  const [, day, time] = /server time:\s*(\d{8})T(\d{6})Z/i.exec(errorMessage) ?? [];
  if (day === undefined || time === undefined) return undefined;
  const date = Date.parse(`${day.replace(/(....)(..)/, "$1-$2-")}T${time.replace(/(..)(..)/, "$1:$2:")}Z`);
  return Number.isNaN(date) ? undefined : date;
}

/**
 * Whether a refusal is about the time of the signature. The gateway has one code for everything that may be wrong with a
 * signature, and only the message tells the causes apart: "signature expired, signature time:…,server time:…".
 *
 * Source: responses quoted in public reports (huaweicloud-sdk-java-v3, issue 44) and in the vendor's guide
 * (support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-0003.html).
 */
export function isAboutTime(status: number, errorCode: string | undefined, errorMessage = ""): boolean {
  return status === 401 && /^APIG(W)?\.0301$/.test(errorCode ?? "") && /signature (expired|time)/i.test(errorMessage);
}

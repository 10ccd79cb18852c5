import { parseHttpDate } from "./http-date.ts";

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
 * sending and receiving; where there is none, as browsers hide it, by the server time in the words of the refusal. Undefined
 * where neither says, and where a cache may have kept the answer.
 */
export function readClockOffset({ headers, sentAt, receivedAt }: ClockReading, errorMessage = ""): number | undefined {
  const date = parseHttpDate(headers.get("date")) ?? readServerTime(errorMessage);
  if (date === undefined || headers.has("age")) return undefined;
  return date + HALF_A_SECOND - (sentAt + receivedAt) / 2;
}

/** The time in "server time:20230527T020608Z". */
function readServerTime(errorMessage: string): number | undefined {
  const [, day, time] = /server time:\s*(\d{8})T(\d{6})Z/i.exec(errorMessage) ?? [];
  if (day === undefined || time === undefined) return undefined;
  const date = Date.parse(`${day.replace(/(....)(..)/, "$1-$2-")}T${time.replace(/(..)(..)/, "$1:$2:")}Z`);
  return Number.isNaN(date) ? undefined : date;
}

/**
 * Whether a refusal is about the time of the signature. The gateway has one code for all that may be wrong with a signature
 * and tells them apart in words only: "signature expired, signature time:…,server time:…".
 *
 * Source: answers quoted in public reports (huaweicloud-sdk-java-v3, issue 44) and in the vendor's guide
 * (support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-0003.html).
 */
export function isAboutTime(status: number, errorCode: string | undefined, errorMessage = ""): boolean {
  return status === 401 && /^APIG(W)?\.0301$/.test(errorCode ?? "") && /signature (expired|time)/i.test(errorMessage);
}

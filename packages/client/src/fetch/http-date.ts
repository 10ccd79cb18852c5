/**
 * A day, a date, a time, and GMT or, in the oldest form, the year: the form that is sent, and the two that a recipient must take
 * as well (RFC 9110, section 5.6.7).
 */
const HTTP_DATE = /^[A-Z][a-z]{2,8},? [\w -]{6,11} \d\d:\d\d:\d\d (GMT|\d{4})$/;

/** An HTTP date in epoch milliseconds, or undefined where it is none: `Date.parse` makes a year of almost any number. */
export function parseHttpDate(text: string | null): number | undefined {
  const end = HTTP_DATE.exec(text ?? "")?.[1];
  if (end === undefined) return undefined;
  const date = Date.parse(end === "GMT" ? `${text}` : `${text} GMT`); // the oldest form names no zone, and means this one
  return Number.isNaN(date) ? undefined : date;
}

const DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
const MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
const TIME = "\\d{2}:\\d{2}:\\d{2}";

/** The form that is sent, and the two that a recipient must take as well (RFC 9110, section 5.6.7). */
const HTTP_DATE = new RegExp(
  `^(?:${DAY}, \\d{1,2} ${MONTH} \\d{4} ${TIME} GMT|${DAY}[a-z]*, \\d{2}-${MONTH}-\\d{2} ${TIME} GMT|${DAY} ${MONTH} [ \\d]\\d ${TIME} \\d{4})$`,
);

/** An HTTP date in epoch milliseconds, or undefined where it is none: `Date.parse` makes a year of almost any number. */
export function parseHttpDate(text: string | null): number | undefined {
  if (text === null || !HTTP_DATE.test(text)) return undefined;
  const date = Date.parse(text.endsWith("GMT") ? text : `${text} GMT`); // the oldest form names no zone, and means this one
  return Number.isNaN(date) ? undefined : date;
}

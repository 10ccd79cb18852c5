import { InvalidArgumentError } from "commander";

/** An integer from 0. */
export function parseCount(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError("Use an integer, 0 or more.");
  return Number(text);
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A duration in milliseconds: 500ms, 30s, 10m, 2h, 1d. */
export function parseDuration(text: string): number {
  const [, count, unit = ""] = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d)$/.exec(text) ?? [];
  const duration = Math.round(Number(count) * (UNITS[unit] ?? Number.NaN));
  if (!(duration > 0)) throw new InvalidArgumentError("Use a duration such as 500ms, 30s, 10m, 2h or 1d.");
  return Math.min(duration, 2 ** 31 - 1); // the longest that a timer can wait: 24 days
}

/** `a,b` and repeated options are one list. */
export function collect(text: string, values: readonly string[] = []): readonly string[] {
  const added = text.split(",").map((one) => one.trim());
  if (added.includes("")) throw new InvalidArgumentError("Use one or more names, separated by commas.");
  return [...values, ...added];
}

export function parseTag(text: string, tags: Record<string, string> = {}): Record<string, string> {
  const [, key, value] = /^([^=,]+)=([^=,]+)$/.exec(text) ?? [];
  if (key === undefined || value === undefined) {
    throw new InvalidArgumentError("Use key=value, without a further = or , since the wire cannot carry them.");
  }
  return { ...tags, [key]: value };
}

/** The forms of a moment; the moment itself is worked out when the command runs. */
export function parseMoment(text: string): string {
  const isDuration = /^\d{1,6}(?:s|m|h|d|w)$/.test(text);
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const isTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/.test(text);
  const time = isDate ? `${text}T00:00:00Z` : text;
  if (isDuration || ((isDate || isTime) && !Number.isNaN(Date.parse(time)))) return text;
  throw new InvalidArgumentError(
    "Use 90s, 30m, 24h, 7d, 2w, a date like 2025-07-01, or a time like 2025-07-01T12:00:00Z.",
  );
}

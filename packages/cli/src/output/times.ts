/** How times are written. */
export interface TimeStyle {
  readonly utc?: true;
  readonly iso?: true;
}

/** A time that a person reads: local, in UTC, or ISO 8601; empty if it is none. */
export function formatTime(time: unknown, { utc, iso }: TimeStyle): string {
  const date = new Date(typeof time === "number" ? time : Number.NaN);
  if (Number.isNaN(date.getTime())) return "";
  if (iso) return toIso(date);
  if (utc) return date.toISOString().replace("T", " ").slice(0, 19);
  const two = (part: number) => String(part).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** Without milliseconds where there are none, as most times of the service. */
export function toIso(date: Date): string {
  return date.toISOString().replace(".000Z", "Z");
}

/** `1h 0m 45s`; empty unless both are times. */
export function formatDuration(start: unknown, end: unknown): string {
  if (typeof start !== "number" || typeof end !== "number" || end < start) return "";
  const seconds = Math.round((end - start) / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60] as const;
  return h > 0 ? `${h}h ${m}m ${s}s` : m > 0 ? `${m}m ${s}s` : `${s}s`;
}

import type { Call } from "./call.ts";

/** A caller chooses the path and the query: what a terminal would obey, raw or percent-encoded, is spelt out. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, encodeURIComponent);
}

/** A call in one line: what was asked, by whom, and what became of it. */
export function describeCall({ number, method, url, attempt, signedBy, faults, status, outcome }: Call): string {
  const target = url.replace(/^[a-z]+:\/\/[^/?*]*/, "");
  const asked = `${number} ${method} ${target}`;
  const details = [
    ...(attempt > 1 ? [`attempt ${attempt}`] : []),
    ...(signedBy === undefined ? [] : [signedBy === "token" ? "by token" : `signed by ${signedBy}`]),
    ...(faults.length === 0 ? [] : [`fault: ${faults.map(({ kind }) => kind).join(", ")}`]),
  ];
  const detail = details.length === 0 ? "" : ` (${details.join("; ")})`;
  return printable(`${asked}${detail}: ${status === undefined ? "no answer" : `${status}, ${outcome}`}`);
}

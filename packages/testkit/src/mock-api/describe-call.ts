import type { Call } from "./call.ts";

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
  return `${asked}${detail}: ${status === undefined ? "no answer" : `${status}, ${outcome}`}`;
}

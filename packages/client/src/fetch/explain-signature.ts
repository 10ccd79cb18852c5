import { canonicalRequestOf } from "../signing/canonical-request-of.ts";
import type { Redact } from "./redact.ts";

/** The lines of a canonical request before its headers, and after them. */
const FIRST = ["method", "path", "query"];
const LAST = ["end of the headers", "names of the signed headers", "hash of the body"];

/**
 * Compares the canonical request that the gateway prints when it refuses a signature, with `|` for the ends of lines, with
 * the one that was signed, and names the first difference. Undefined where it printed none or the request is not signed so.
 *
 * Source: answers of the gateway quoted in public reports (huaweicloud-sdk-nodejs-v3, issue 2).
 */
export function explainSignature(errorMessage: string, request: Request, redact: Redact): string | undefined {
  const printed = /canonicalRequest:\s*(\S.*?)\s*$/s.exec(errorMessage)?.[1];
  const own = canonicalRequestOf(request);
  if (printed === undefined || own === undefined) return undefined;

  const ours = own.split("\n");
  let rest = `${printed}|`;
  for (const [index, line] of ours.entries()) {
    // Line by line, since a header may hold a `|` of its own.
    if (rest.startsWith(`${line}|`)) {
      rest = rest.slice(line.length + 1);
      continue;
    }
    const name = FIRST[index] ?? LAST[index - ours.length + LAST.length] ?? `header ${line.split(":")[0]}`;
    const [saw, signed] = [rest.slice(0, rest.indexOf("|")), line].map((text) => JSON.stringify(redact(text)));
    return `The first difference is in the ${name}: the gateway saw ${saw}, signed was ${signed}. Something on the way changes the request.`;
  }
  return "The gateway signs the same text, so it is the secret access key that differs.";
}

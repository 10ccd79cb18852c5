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
export function explainSignature(errorMessage: string, signed: Request, redact: Redact): string | undefined {
  const printed = /canonicalRequest:\s*(\S.*?)\s*$/s.exec(errorMessage)?.[1];
  const own = canonicalRequestOf(signed);
  if (printed === undefined || own === undefined) return undefined;

  const theirs = printed.split("|");
  const ours = own.split("\n");
  const index = ours.findIndex((line, at) => line !== theirs[at]);
  if (index === -1) return "The gateway signs the same text, so it is the secret access key that differs.";

  const name = FIRST[index] ?? LAST[index - ours.length + LAST.length] ?? `header ${ours[index]?.split(":")[0]}`;
  const [sawLine, signedLine] = [theirs[index], ours[index]].map((line = "") => JSON.stringify(redact(line)));
  return `The first difference is in the ${name}: the gateway saw ${sawLine}, signed was ${signedLine}. Something on the way changes the request.`;
}

import { InvalidArgumentError } from "../errors.ts";
import { boolean, type Checks, checkOptions } from "../options.ts";
import { canonicalRequestOf } from "../signing/canonical-request.ts";
import { type Credentials, checkCredentials } from "../signing/credentials.ts";
import { signOwnRequest } from "../signing/sign-request.ts";
import type { Auth, CredentialsProvider } from "./auth.ts";
import { refreshing } from "./provider-cache.ts";

/** How {@link accessKey} may be used. */
export interface AccessKeyOptions {
  /** Allows it in a browser, where every visitor can read the key. @default false */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
}

const CHECKS: Checks<AccessKeyOptions> = { dangerouslyAllowBrowser: boolean };

/**
 * Authenticates by an access key: each attempt is signed with SDK-HMAC-SHA256.
 *
 * @param credentials The key, or a provider of one, such as `fromEnvironment()`. Credentials are checked at once, those of a
 * provider when it is called; {@link CredentialsProvider} says when that is.
 * @throws InvalidArgumentError for credentials that cannot work, and in a browser.
 * @throws CredentialsError (from the call) if the provider fails and its last credentials have expired.
 */
export function accessKey(credentials: Credentials | CredentialsProvider, options: AccessKeyOptions = {}): Auth {
  const { dangerouslyAllowBrowser = false } = checkOptions(options, CHECKS, "the options of accessKey");
  if (!dangerouslyAllowBrowser && isBrowser())
    throw new InvalidArgumentError({
      option: "auth",
      allowed: "something other than an access key in a browser, where every visitor could read it",
      hint: "Call the service from a server, or use a short-lived token; accessKey(…, { dangerouslyAllowBrowser: true }) allows it all the same.",
    });

  if (typeof credentials !== "function") {
    const fixed = checkCredentials(credentials);
    return explained((request, { date }) => signOwnRequest(request, fixed, date));
  }
  const current = refreshing<Credentials>({
    ask: async (context) => checkCredentials(await credentials(context)),
    secretsOf: ({ secretAccessKey, securityToken }) =>
      [secretAccessKey, securityToken].filter((secret) => secret !== undefined),
  });
  return explained(async (request, context) => signOwnRequest(request, await current(context), context.date));
}

/** A refused signature is explained here, so that a program without access keys carries no signer. */
function explained(auth: Auth): Auth {
  return Object.assign(auth, { explain: explainSignature });
}

/**
 * Whether a page's visitors could read what this program holds. A page has a `document`; its workers have none, but name a
 * browser as their user agent, which other runtimes with a worker scope (Deno, Cloudflare Workers) do not.
 */
export function isBrowser(scope: object = globalThis): boolean {
  if ("window" in scope && "document" in scope) return true;
  return "WorkerGlobalScope" in scope && "navigator" in scope && userAgent(scope.navigator).startsWith("Mozilla/");
}

function userAgent(navigator: unknown): string {
  return typeof navigator === "object" && navigator !== null && "userAgent" in navigator
    ? String(navigator.userAgent)
    : "";
}

/** No canonical request of ours is longer; a service may send a text of any length. */
const MAX_PRINTED = 20_000;

/** The lines of a canonical request before its headers, and after them. */
const FIRST = ["method", "path", "query"];
const LAST = ["end of the headers", "names of the signed headers", "hash of the body"];

/**
 * Compares the canonical request that the gateway prints when it refuses a signature, with `|` in place of line breaks, with the
 * one that was signed, and names the first difference. Undefined if it printed none, or if the request has no such signature.
 * The result may quote secrets of the request.
 *
 * Source: responses of the gateway quoted in public reports (huaweicloud-sdk-nodejs-v3, issue 2).
 */
export function explainSignature(errorMessage: string, request: Request): string | undefined {
  const [, printed] = errorMessage.slice(0, MAX_PRINTED).split("canonicalRequest:", 2);
  const own = canonicalRequestOf(request);
  if (printed === undefined || own === undefined) return undefined;

  const ours = own.split("\n");
  let rest = `${printed.trim()}|`;
  for (const [index, line] of ours.entries()) {
    // Line by line, since a header may hold a `|` of its own.
    if (rest.startsWith(`${line}|`)) {
      rest = rest.slice(line.length + 1);
      continue;
    }
    const name = FIRST[index] ?? LAST[index - ours.length + LAST.length] ?? `header ${line.split(":")[0]}`;
    const [saw, signed] = [rest.slice(0, rest.indexOf("|")), line].map((text) => JSON.stringify(text));
    return `The first difference is in the ${name}: the gateway saw ${saw}, but ${signed} was signed. Something in between changes the request.`;
  }
  return "The gateway signed the same text, so the secret access key must be wrong.";
}

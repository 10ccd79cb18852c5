import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { signOwnRequest } from "../signing/sign-request.ts";
import type { Auth } from "./auth.ts";
import { checkCredentials } from "./check-credentials.ts";
import type { Credentials, CredentialsProvider } from "./credentials.ts";
import { isBrowser } from "./is-browser.ts";
import { refreshing } from "./refreshing.ts";

/** How {@link accessKey} may be used. */
export interface AccessKeyOptions {
  /** Allows it in a browser, where every visitor can read the key. @default false */
  readonly dangerouslyAllowBrowser?: boolean;
}

/**
 * Authenticates by an access key: each attempt is signed anew with SDK-HMAC-SHA256.
 *
 * @param credentials The key, or a provider of one, such as `fromEnvironment()`. Credentials are checked at once, a
 * provider's when it is asked. See {@link CredentialsProvider} for when that is.
 * @throws InvalidArgumentError for credentials that cannot work, and in a browser.
 * @throws CredentialsError (from the call) where the provider fails and nothing in hand still holds.
 */
export function accessKey(
  credentials: Credentials | CredentialsProvider,
  { dangerouslyAllowBrowser = false }: AccessKeyOptions = {},
): Auth {
  if (!dangerouslyAllowBrowser && isBrowser())
    throw new InvalidArgumentError({
      option: "auth",
      allowed: "something else than an access key in a browser, where every visitor could read it",
      hint: "Call the service from a server, or use a token that does not last; accessKey(…, { dangerouslyAllowBrowser: true }) allows it all the same.",
    });

  if (typeof credentials !== "function") {
    const fixed = checkCredentials(credentials);
    return (request, { date }) => signOwnRequest(request, fixed, date);
  }
  const current = refreshing<Credentials>({
    ask: async (context) => checkCredentials(await credentials(context)),
    secretsOf: ({ accessKeyId, secretAccessKey, securityToken }) =>
      [accessKeyId, secretAccessKey, securityToken].filter((secret) => secret !== undefined),
  });
  return async (request, context) => signOwnRequest(request, await current(context), context.date);
}

import { InvalidArgumentError } from "../errors.ts";
import { checkExpiration, checkHeaderValue } from "../signing/credentials.ts";
import type { Auth, ProviderContext } from "./auth.ts";
import { refreshing } from "./provider-cache.ts";

/** An IAM token that a provider got. */
export interface Token {
  /** The value of the `X-Subject-Token` that IAM answered with. */
  readonly token: string;
  /** When it ends; IAM's tokens hold for 24 hours. */
  readonly expiration?: Date | undefined;
}

/** Gets a token, when a `CredentialsProvider` would be asked too; one without an expiration may be a plain string. */
export type TokenProvider = (context: ProviderContext) => string | Token | Promise<string | Token>;

const ADVICE =
  "Check the token: IAM's expire after 24 hours, and one of another site is refused. It was not retried, since another attempt would fail as well.";
const WHERE = "IAM gives one for POST /v3/auth/tokens, in the header X-Subject-Token.";

/**
 * Authenticates by an IAM token, sent as `X-Auth-Token`.
 *
 * @throws InvalidArgumentError for a token that no header can carry.
 * @throws CredentialsError (from the call) where the provider fails and no token in hand still holds.
 */
export function token(token: string | TokenProvider): Auth {
  if (typeof token !== "function") {
    const fixed = checkHeaderValue("token", token, WHERE);
    return explained((request) => withToken(request, fixed));
  }
  const current = refreshing<Token>({
    ask: async (context) => checkToken(await token(context)),
    secretsOf: (kept) => [kept.token],
  });
  return explained(async (request, context) => withToken(request, (await current(context)).token));
}

/** What to do about a 401 is not what it is for an access key. */
function explained(auth: Auth): Auth {
  return Object.assign(auth, { explain: () => ADVICE });
}

function checkToken(given: string | Token): Token {
  if (typeof given === "string") return { token: checkHeaderValue("token", given, WHERE) };
  if (typeof given !== "object" || given === null)
    throw new InvalidArgumentError({ option: "token", allowed: "a string or { token, expiration } from its provider" });
  return { token: checkHeaderValue("token", given.token, WHERE), ...checkExpiration(given.expiration) };
}

function withToken(request: Request, value: string): Request {
  request.headers.set("x-auth-token", value);
  return request;
}

import type { Credentials } from "../signing/credentials.ts";

/** What happened when a provider was called, without any secret. */
export interface CredentialRefresh {
  /** Whether it returned credentials; if not, the current ones are used until they expire. */
  readonly ok: boolean;
  /** When the current credentials expire, if that is known. */
  readonly expiration?: Date | undefined;
}

/** What an {@link Auth} is given besides the request. */
export interface AuthContext {
  /** The time to sign with: the service's, as far as the client knows it. */
  readonly date: Date;
  /** The caller's signal. An `Auth` that waits rejects with its reason as soon as it aborts. */
  readonly signal?: AbortSignal | undefined;
  /** Whether the service has just refused what this returned: a provider is then called again, even if its last credentials have not expired. */
  readonly refused?: boolean | undefined;
  /** Called each time a provider was called. */
  readonly onCredentialRefresh?: ((refresh: CredentialRefresh) => void) | undefined;
}

/**
 * Authenticates one attempt: any `(request, context) => Request` will do. It may set headers on the request itself, which
 * belongs to the call: the same request comes again with the next attempt, so it must replace what it has set before. What it
 * returns is what is sent.
 */
export interface Auth {
  (request: Request, context: AuthContext): Request | Promise<Request>;
  /**
   * Explains a refusal: what is wrong with the request as it was sent, or undefined if the message does not tell. The result is
   * redacted before anybody sees it.
   */
  readonly explain?: ((errorMessage: string, request: Request) => string | undefined) | undefined;
}

/** What a provider is given. */
export interface ProviderContext {
  /** Aborts when nobody waits for the result any more. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Gets credentials, at first use and again shortly before they expire. Those without an `expiration` are requested every five
 * minutes, so that a key that was replaced at its origin is noticed. What it throws reaches the caller as the cause of a
 * `CredentialsError`, by name, code and message.
 */
export type CredentialsProvider = (context: ProviderContext) => Credentials | Promise<Credentials>;
